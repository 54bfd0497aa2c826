namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Stop sending; what has arrived stays.</summary>
/// <param name="Id">Command id.</param>
/// <param name="JobId">The job.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.command.stop-sync")]
public sealed record StopSyncCommand(string Id, string JobId) : SourceCommand(Id);
