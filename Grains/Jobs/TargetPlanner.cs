using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs.Layout;

namespace FleetMigrator.Grains.Jobs;

/// <summary>
/// Plans the target disks: same partition table, same ids, same file systems as the source, so that fstab and the boot
/// loader's configuration stay valid.
/// </summary>
internal static class TargetPlanner
{
    /// <summary>Bytes of a GiB.</summary>
    public const long Gib = 1L << 30;

    // The scratch disk has a file system of its own, and converting needs some room to breathe.
    private const int ScratchSpareGib = 4;
    private const double ScratchMargin = 1.10;

    private static readonly string[] Copied = ["ext2", "ext3", "ext4", "xfs", "vfat"];

    /// <summary>Disks that go with the migration: the system disk, and every disk with something in use on it.</summary>
    public static IReadOnlyList<Disk> Migrated(Inventory inventory)
        => [.. inventory.Disks.Where(disk => disk.IsSystem).Take(1), .. inventory.Disks.Where(disk => !disk.IsSystem && disk.Partitions.Any(InUse))];

    /// <summary>Whether the content of this file system is copied.</summary>
    public static bool IsCopied(FileSystem? system) => system is { MountPoint.Length: > 0 } && Copied.Contains(system.Type, StringComparer.Ordinal);

    /// <summary>The plan for an inventory and edits that the rules have accepted.</summary>
    public static MigrationPlan Plan(Inventory inventory, IReadOnlyList<DiskEdit> edits)
    {
        var arrangement = LayoutPlanner.Of(inventory, edits);
        inventory = inventory with { Disks = arrangement.Disks };
        var disks = Migrated(inventory);
        var volumes = disks.SelectMany(disk => disk.Partitions).Select(partition => partition.FileSystem).Where(IsCopied)
            .OrderBy(system => system!.MountPoint, StringComparer.Ordinal)
            .Select((system, index) => new SyncVolume(index + 1, system!.MountPoint, system.Type, system.UsedBytes))
            .ToList();
        var numbers = volumes.ToDictionary(volume => volume.MountPoint, volume => volume.Id, StringComparer.Ordinal);
        var sizes = disks.Select(disk => SizeGib(disk.SizeBytes)).ToList();
        return new MigrationPlan(
            [.. disks.Select((disk, index) => Target(disk, index, numbers))],
            volumes,
            sizes,
            (int)Math.Ceiling(2 * sizes.Max() * ScratchMargin) + ScratchSpareGib,
            [.. arrangement.Changes, .. Changes(inventory, disks)]);
    }

    /// <summary>GiB, rounded up.</summary>
    public static int SizeGib(long bytes) => (int)((bytes + Gib - 1) / Gib);

    /// <summary>The guest's name of a cloud device: <c>/dev/xvdb</c> is <c>/dev/vdb</c>.</summary>
    public static string GuestDevice(string cloudDevice) => cloudDevice.Replace("/dev/xvd", "/dev/vd", StringComparison.Ordinal);

    /// <summary>Types that hold something which is in use elsewhere, although they are not mounted themselves.</summary>
    public static bool IsContainer(FileSystem? system) => system?.Type is "LVM2_member" or "linux_raid_member" or "crypto_LUKS";

    private static bool InUse(Partition partition)
        => partition.FileSystem is { } system && (system.MountPoint.Length > 0 || system.Type == "swap" || IsContainer(system));

    private static TargetDisk Target(Disk disk, int index, Dictionary<string, int> numbers)
        => new(index, "", disk.SizeBytes, disk.Table, disk.TableId, disk.IsSystem, [.. disk.Partitions.Select(partition => Target(partition, numbers))]);

    private static TargetPartition Target(Partition partition, Dictionary<string, int> numbers)
    {
        var system = InUse(partition) ? partition.FileSystem : null;
        var copied = IsCopied(system);
        return new TargetPartition(
            partition.Number, partition.StartBytes, partition.SizeBytes, partition.Type, partition.Id, partition.Name, partition.Attributes,
            system?.Type ?? "", system?.Uuid ?? "", system?.Label ?? "", system?.BlockBytes ?? 0, system?.Features ?? [],
            copied ? system!.MountPoint : "", copied ? numbers[system!.MountPoint] : 0);
    }

    private static IEnumerable<string> Changes(Inventory inventory, IReadOnlyList<Disk> disks)
    {
        foreach (var disk in inventory.Disks.Except(disks))
        {
            yield return $"Disk {disk.Name} has nothing mounted and is left out.";
        }

        foreach (var (disk, partition) in disks.SelectMany(disk => disk.Partitions.Select(partition => (disk, partition))))
        {
            if (partition.FileSystem is { } system && !InUse(partition))
            {
                yield return $"Partition {partition.Number} of {disk.Name} ({system.Type}) is not mounted: it exists in the image, but is empty.";
            }
        }

        foreach (var disk in disks.Where(disk => disk.SizeBytes % Gib != 0))
        {
            yield return $"Disk {disk.Name} becomes {SizeGib(disk.SizeBytes)} GiB large.";
        }
    }
}
