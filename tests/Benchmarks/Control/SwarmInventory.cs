using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>A full server: four disks, each with two partitions and their file systems.</summary>
internal static class SwarmInventory
{
    private const int Disks = 4;
    private const long Gib = 1L << 30;

    public static Inventory Of(int number)
    {
        var inventory = new Inventory
        {
            Hostname = $"server-{number}",
            OsFamily = "linux",
            OsId = "debian",
            OsVersion = "12",
            OsName = "Debian GNU/Linux 12 (bookworm)",
            Kernel = "6.1.0-28-amd64",
            Architecture = "x86_64",
            Firmware = "bios",
            Addresses = { $"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}" },
        };
        for (var disk = 0; disk < Disks; disk++)
        {
            inventory.Disks.Add(new Disk
            {
                Name = $"vd{(char)('a' + disk)}",
                SizeBytes = 40 * Gib,
                SectorBytes = 512,
                Table = "gpt",
                TableId = $"{number:x8}-{disk:x4}",
                System = disk == 0,
                Partitions = { Part(number, disk, 1, disk == 0 ? "/" : $"/srv/data{disk}"), Part(number, disk, 2, disk == 0 ? "/home" : $"/srv/logs{disk}") },
            });
        }

        return inventory;
    }

    private static Partition Part(int number, int disk, int part, string mountPoint) => new()
    {
        Number = part,
        StartBytes = (part - 1) * 19 * Gib + (1 << 20),
        SizeBytes = 19 * Gib,
        Type = "0fc63daf-8483-4772-8e79-3d69d8477de4",
        Id = $"{number:x8}-{disk:x4}-{part:x4}",
        FileSystem = new FileSystem
        {
            Type = "ext4",
            Uuid = $"{number:x8}-{disk:x4}-{part:x4}-fs",
            BlockBytes = 4096,
            SizeBytes = 19 * Gib,
            UsedBytes = 3 * Gib,
            MountPoint = mountPoint,
        },
    };
}
