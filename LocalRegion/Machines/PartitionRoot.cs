namespace FleetMigrator.LocalRegion.Machines;

/// <summary>A partition of one of the machine's own disks, mounted for writing.</summary>
/// <param name="Disk">Device name of the disk: <c>vda</c>.</param>
/// <param name="Partition">Number of the partition.</param>
public sealed record PartitionRoot(string Disk, int Partition) : MachineRoot;
