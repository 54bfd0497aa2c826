namespace FleetMigrator.LocalRegion.Machines;

/// <summary>A partition of a loop device. Start and size in sectors of 512 bytes.</summary>
public sealed record LoopPartition(int Number, DeviceNumber Device, long Start, long Size);
