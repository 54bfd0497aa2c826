namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Check whether the server can be migrated.</summary>
/// <param name="Id">Command id.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.command.preflight")]
public sealed record PreflightCommand(string Id) : SourceCommand(Id)
{
    /// <summary>Whether the agent's log goes up from now on; null leaves that as it is.</summary>
    [Id(0)]
    public bool? ReportLogs { get; init; }
}
