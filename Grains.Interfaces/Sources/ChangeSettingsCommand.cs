using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Change how a running transfer is done.</summary>
/// <param name="Id">Command id.</param>
/// <param name="JobId">The job.</param>
/// <param name="Settings">The new settings.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.command.change-settings")]
public sealed record ChangeSettingsCommand(string Id, string JobId, TransferSettings Settings) : SourceCommand(Id);
