using FleetMigrator.Receiver.Kernel;

namespace FleetMigrator.Receiver.Disks;

/// <summary>A disk as it can be opened here.</summary>
/// <param name="Name">The last part of its path, such as "vdb".</param>
/// <param name="Path">Its node in the receiver's own folder.</param>
internal sealed record DiskNode(string Name, string Path, DeviceNumber Number, long SizeBytes, int SectorBytes);
