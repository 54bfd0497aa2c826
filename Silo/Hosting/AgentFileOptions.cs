namespace FleetMigrator.Silo.Hosting;

/// <summary>Section <c>Fleet:Agent</c>: the agent that is handed out to source servers.</summary>
public sealed class AgentFileOptions
{
    public const string Section = "Fleet:Agent";

    /// <summary>Path of the static executable <c>fleet-agent</c>. Empty: nothing can be imported (FM-9004 when somebody tries).</summary>
    /// <value>Empty.</value>
    public string Path { get; set; } = "";
}
