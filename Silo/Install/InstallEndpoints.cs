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
    }
}
