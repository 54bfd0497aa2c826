using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What a server must be like to become an edge image.</summary>
internal static class InventoryRules
{
    /// <summary>Bytes of all disks of an image, compressed, that the edge node service takes.</summary>
    public const long LargestImage = 1L << 40;

    private const int MostDataDisks = 4;
    private const int MostSystemGib = 2048;
    private const long LargestDataDisk = 500 * TargetPlanner.Gib;

    // MBR types of extended partitions: what lies in them cannot be reproduced as it is.
    private static readonly string[] Extended = ["05", "0f", "85"];

    /// <summary>Every obstacle.</summary>
    public static IEnumerable<Fault> Check(Inventory inventory)
    {
        if (inventory.OsFamily != "linux")
        {
            yield return SourceErrors.NotLinux.Fault($"the server runs {Named(inventory.OsName, inventory.OsFamily)}");
        }

        if (inventory.Architecture != "x86_64")
        {
            yield return SourceErrors.NotX86.Fault($"the server is {Named(inventory.Architecture, "of unknown architecture")}");
        }

        if (!inventory.Disks.Any(disk => disk.IsSystem))
        {
            yield return SourceErrors.NoSystemDisk.Fault($"{inventory.Disks.Count} disks were found");
        }

        var migrated = TargetPlanner.Migrated(inventory);
        if (migrated.FirstOrDefault(disk => disk.IsSystem) is { } system && TargetPlanner.SizeGib(system.SizeBytes) > MostSystemGib)
        {
            yield return JobErrors.FieldOutOfRange.Fault($"the system disk {system.Name} has {TargetPlanner.SizeGib(system.SizeBytes)} GiB; at most {MostSystemGib} are allowed");
        }

        var data = migrated.Where(disk => !disk.IsSystem).ToList();
        if (data.Count > MostDataDisks)
        {
            yield return SourceErrors.TooManyDisks.Fault($"the server has {data.Count}: {string.Join(", ", data.Select(disk => disk.Name))}");
        }

        foreach (var fault in data.Where(disk => disk.SizeBytes > LargestDataDisk)
            .Select(disk => SourceErrors.DiskTooLarge.Fault($"{disk.Name} has {TargetPlanner.SizeGib(disk.SizeBytes)} GiB"))
            .Concat(migrated.SelectMany(Layout)).Concat(migrated.SelectMany(FileSystems)))
        {
            yield return fault;
        }
    }

    /// <summary>Whether a fault is about how many disks an image has and how large they are.</summary>
    public static bool IsOfDisks(Fault fault)
        => fault.Code == SourceErrors.TooManyDisks.Id || fault.Code == SourceErrors.DiskTooLarge.Id || fault.Code == JobErrors.FieldOutOfRange.Id;

    private static IEnumerable<Fault> Layout(Disk disk)
    {
        if (disk.Table is not ("gpt" or "dos" or "none"))
        {
            yield return SourceErrors.UnsupportedLayout.Fault($"{disk.Name} has a partition table of type {disk.Table}");
        }

        if (disk is { Table: "none", IsSystem: true })
        {
            yield return SourceErrors.UnsupportedLayout.Fault($"{disk.Name} holds the root file system without a partition table");
        }

        if (disk.Table == "dos" && disk.Partitions.Any(partition => Extended.Contains(partition.Type.TrimStart('0').PadLeft(2, '0'), StringComparer.OrdinalIgnoreCase)))
        {
            yield return SourceErrors.UnsupportedLayout.Fault($"{disk.Name} has an extended partition");
        }
    }

    private static IEnumerable<Fault> FileSystems(Disk disk)
        => disk.Partitions.Where(partition => partition.FileSystem is not null).Select(partition => (partition.Number, System: partition.FileSystem!))
            .Where(found => TargetPlanner.IsContainer(found.System) || (found.System.MountPoint.Length > 0 && !TargetPlanner.IsCopied(found.System)))
            .Select(found => found.System switch
            {
                { Type: "LVM2_member" } => SourceErrors.LvmNotSupported.Fault($"partition {found.Number} of {disk.Name}"),
                { MountPoint.Length: 0 } system => SourceErrors.UnsupportedFileSystem.Fault($"partition {found.Number} of {disk.Name} is {system.Type}"),
                var system => SourceErrors.UnsupportedFileSystem.Fault($"{system.MountPoint} on {disk.Name} is {system.Type}"),
            });

    private static string Named(string name, string otherwise) => name.Length > 0 ? name : otherwise;
}
