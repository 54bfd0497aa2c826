namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>Unmount, check and flush the target disks.</summary>
[GenerateSerializer, Immutable, Alias("fleet.instance.command.release-disks")]
public sealed record ReleaseDisksCommand(string Id, string JobId) : ReceiverCommand(Id, JobId);
