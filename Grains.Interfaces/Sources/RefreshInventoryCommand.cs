namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Look again at disks, file systems and addresses.</summary>
/// <param name="Id">Command id.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.command.refresh")]
public sealed record RefreshInventoryCommand(string Id) : SourceCommand(Id);
