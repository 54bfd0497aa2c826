using FleetMigrator.Grains.Interfaces.Sources;
using Wire = FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Agents;

/// <summary>What a machine is, from the wire into the product's words.</summary>
internal static class InventoryMap
{
    public static MachineIdentity ToRecord(this Wire.MachineIdentity identity)
        => new(identity.ProductUuid, identity.ProductSerial, identity.MachineId, [.. identity.MacAddresses]);

    public static Inventory ToRecord(this Wire.Inventory inventory) => new(
        inventory.Hostname,
        inventory.OsFamily,
        inventory.OsId,
        inventory.OsVersion,
        inventory.OsName,
        inventory.Kernel,
        inventory.Architecture,
        inventory.Firmware,
        inventory.CpuCount,
        inventory.MemoryBytes,
        [.. inventory.Addresses],
        inventory.Selinux,
        [.. inventory.Disks.Select(ToRecord)]);

    private static Disk ToRecord(Wire.Disk disk) => new(
        disk.Name, disk.SizeBytes, disk.SectorBytes, disk.Table, disk.TableId, disk.System, [.. disk.Partitions.Select(ToRecord)]);

    private static Partition ToRecord(Wire.Partition partition) => new(
        partition.Number,
        partition.StartBytes,
        partition.SizeBytes,
        partition.Type,
        partition.Id,
        partition.Name,
        partition.Attributes,
        partition.FileSystem is { } fileSystem ? ToRecord(fileSystem) : null);

    private static FileSystem ToRecord(Wire.FileSystem fileSystem) => new(
        fileSystem.Type,
        fileSystem.Uuid,
        fileSystem.Label,
        fileSystem.BlockBytes,
        fileSystem.SizeBytes,
        fileSystem.UsedBytes,
        [.. fileSystem.Features],
        fileSystem.MountPoint);
}
