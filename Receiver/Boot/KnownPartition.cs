namespace FleetMigrator.Receiver.Boot;

/// <summary>A target partition under all names that a configuration file may call it.</summary>
/// <param name="Disk">Index of the disk in the source's order.</param>
internal sealed record KnownPartition(int Disk, int Number, string FileSystem, string Uuid, string Label, string PartitionId, string PartitionName, string MountPoint, string Node);
