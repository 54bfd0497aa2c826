using FleetMigrator.Agent.Inventories.FileSystems;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.Disks;

/// <summary>
/// Finds the disks of this server with partitions, file systems and mounts. A disk counts when its node can be opened, so
/// that inside a container only the container's own disks show.
/// </summary>
internal sealed class DiskReader(SystemBlocks blocks, AgentLog log, string devices = "/dev")
{
    // Never disks of a server: loops and RAM disks by name (a disk may be a loop device underneath), drives, and what is
    // built upon disks.
    private static readonly string[] NotDisks = ["loop", "ram", "zram", "sr", "fd", "dm-", "md", "nbd", "mtdblock"];

    /// <summary>The disks, the system disk first, the others by name.</summary>
    public IReadOnlyList<Disk> Read(IReadOnlyList<Mount> mounts)
    {
        var nodes = DeviceNode.In(devices);
        var disks = new List<Disk>();
        foreach (var node in nodes.DistinctBy(node => node.Number))
        {
            if (NotDisks.Any(prefix => IsNumbered(node.Name, prefix)) || !blocks.Exists(node.Number) || blocks.IsPartition(node.Number))
            {
                continue;
            }

            try
            {
                using var device = BlockDevice.Open(node.Path);
                if (device.SizeBytes > 0)
                {
                    disks.Add(ReadDisk(node, device, nodes, mounts));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.Info($"{node.Path} is left out, it cannot be opened: {e.Message}");
            }
        }

        return [.. disks.OrderByDescending(disk => disk.System)];
    }

    private Disk ReadDisk(DeviceNode node, BlockDevice device, IReadOnlyList<DeviceNode> nodes, IReadOnlyList<Mount> mounts)
    {
        var table = PartitionTable.Read(device);
        var disk = new Disk
        {
            Name = node.Name,
            Path = node.Path,
            SizeBytes = device.SizeBytes,
            SectorBytes = device.SectorBytes,
            Table = table.Kind,
            TableId = table.Id,
            Serial = blocks.Serial(node.Number),
        };
        if (table.Kind == PartitionTable.None.Kind)
        {
            var whole = new Partition { Number = 0, SizeBytes = device.SizeBytes };
            disk.Partitions.Add(WithFileSystem(whole, node.Number, node, device, mounts));
        }
        else
        {
            var known = blocks.Partitions(node.Number);
            foreach (var partition in table.Partitions)
            {
                var number = known.TryGetValue(partition.Number, out var found) ? found : (DeviceNumber?)null;
                var own = nodes.FirstOrDefault(candidate => candidate.Number == number);
                disk.Partitions.Add(WithFileSystem(partition, number, own, device, mounts));
            }
        }

        disk.System = disk.Partitions.Any(partition => partition.FileSystem?.MountPoint == "/");
        return disk;
    }

    private static Partition WithFileSystem(
        Partition partition, DeviceNumber? number, DeviceNode? node, BlockDevice disk, IReadOnlyList<Mount> mounts)
    {
        if (Disks.MbrTable.IsExtended(partition.Type))
        {
            return partition;
        }

        partition.FileSystem = Probe(partition, node, disk);
        var mount = number is { } device ? MountFinder.Of(device, node?.Path, mounts) : null;
        if (mount is not null)
        {
            partition.FileSystem ??= new FileSystem { Type = mount.Type };
            partition.FileSystem.MountPoint = mount.Point;
            partition.FileSystem.MountOptions = mount.Options;
            if (Libc.StatFileSystem(mount.Point, out var status) == 0)
            {
                partition.FileSystem.SizeBytes = status.SizeBytes;
                partition.FileSystem.UsedBytes = status.UsedBytes;
            }
        }

        return partition;
    }

    /// <summary>
    /// Reads the partition's own node where there is one: the kernel caches disk and partition apart, and a mounted file
    /// system's superblock is fresh only in the latter.
    /// </summary>
    private static FileSystem? Probe(Partition partition, DeviceNode? node, BlockDevice disk)
    {
        if (node is not null && partition.Number != 0)
        {
            try
            {
                using var own = BlockDevice.Open(node.Path);
                return FileSystemProbe.Read(own, 0, own.SizeBytes);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The disk itself could be opened, so the same bytes are read through it.
            }
        }

        return FileSystemProbe.Read(disk, partition.StartBytes, partition.SizeBytes);
    }

    private static bool IsNumbered(string name, string prefix)
        => name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && char.IsAsciiDigit(name[prefix.Length]);
}
