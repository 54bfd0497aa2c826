namespace FleetMigrator.Agent.Installation;

internal static class AgentVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Current { get; } = typeof(AgentVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>What this agent can do; the service gates options by these, not by versions.</summary>
    public static IReadOnlyList<string> Capabilities { get; } = ["file-replication", "layout-edit"];
}
