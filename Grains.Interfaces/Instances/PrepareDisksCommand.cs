namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>Partition, format and mount the target disks.</summary>
[GenerateSerializer, Immutable, Alias("fleet.instance.command.prepare-disks")]
public sealed record PrepareDisksCommand(string Id, string JobId, IReadOnlyList<TargetDisk> Disks) : ReceiverCommand(Id, JobId);
