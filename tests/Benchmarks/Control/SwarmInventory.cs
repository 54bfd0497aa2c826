using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>A full server: four disks, each with partitions.</summary>
internal static class SwarmInventory
{
    private const int Disks = 4;

    public static Inventory Of(int number)
    {
        var inventory = new Inventory
        {
            Hostname = $"server-{number}",
            OsFamily = "linux",
            OsId = "debian",
            OsVersion = "12",
            OsName = "Debian GNU/Linux 12 (bookworm)",
            Architecture = "x86_64",
            Firmware = "bios",
            Addresses = { $"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}" },
        };
        for (var disk = 0; disk < Disks; disk++)
        {
            inventory.Disks.Add(new Disk { Name = $"vd{(char)('a' + disk)}", SizeBytes = 40L << 30, SectorBytes = 512, Table = "gpt", System = disk == 0 });
        }

        return inventory;
    }
}
