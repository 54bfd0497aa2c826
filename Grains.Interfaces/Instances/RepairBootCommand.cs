namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>Make the copy boot on an edge node.</summary>
[GenerateSerializer, Immutable, Alias("fleet.instance.command.repair-boot")]
public sealed record RepairBootCommand(string Id, string JobId, IReadOnlyList<TargetDisk> Disks) : ReceiverCommand(Id, JobId);
