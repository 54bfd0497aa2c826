using FleetMigrator.Silo.Hosting;

namespace FleetMigrator.Silo.Install;

/// <summary>What a server fetches before it has an identity.</summary>
internal static class InstallEndpoints
{
    public static void MapInstall(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(InstallScript.Path, (InstallScript script) => Results.Bytes(script.Render(), "text/x-shellscript"))
            .OnListener(Listener.Bootstrap)
            .ExcludeFromDescription();
        endpoints.MapGet("/download/fleet-agent", (AgentFile agent) => Results.File(agent.Path, "application/octet-stream", "fleet-agent", enableRangeProcessing: true))
            .OnListener(Listener.Agents)
            .ExcludeFromDescription();
        endpoints.MapGet("/download/fleet-agent.sha256", (AgentFile agent) => Results.Text($"{agent.Sha256()}  fleet-agent\n"))
            .OnListener(Listener.Agents)
            .ExcludeFromDescription();
        // A page links it, a bare server fetches it and checks it by the page's hash, and an agent's network may allow TLS only.
        endpoints.MapGet(ClientArchive.Folder + ClientArchive.FileName, (ClientArchive client) => Results.Bytes(client.Bytes(), "application/gzip", ClientArchive.FileName, enableRangeProcessing: true))
            .OnListener(Listener.People, Listener.Bootstrap, Listener.Agents)
            .ExcludeFromDescription();
        endpoints.MapGet($"{ClientArchive.Folder}{ClientArchive.FileName}.sha256", (ClientArchive client) => Results.Text($"{client.Sha256()}  {ClientArchive.FileName}\n"))
            .OnListener(Listener.People, Listener.Bootstrap, Listener.Agents)
            .ExcludeFromDescription();
    }
}
