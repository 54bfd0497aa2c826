using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>Servers as agents describe them.</summary>
internal static class Machines
{
    public const long Gib = 1L << 30;

    public static MachineIdentity Identity(string name) => new($"uuid-{name}", "", $"id-{name}", ["02:00:00:00:00:01"]);

    public static FileSystem Ext4(string mountPoint, string uuid = "u") => new("ext4", uuid, "", 4096, 3 * Gib, Gib, ["extent"], mountPoint);

    public static Disk SystemDisk() => new("vda", (4 * Gib) + 512, 512, "gpt", "disk-guid", true,
    [
        new Partition(1, 1 << 20, 1 << 20, "21686148-6449-6E6F-744E-656564454649", "p1", "bios", 0, null),
        new Partition(2, 2 << 20, 3 * Gib, "0FC63DAF-8483-4772-8E79-3D69D8477DE4", "p2", "", 0, Ext4("/", "root")),
    ]);

    public static Disk DataDisk(int number, long bytes = Gib, string type = "ext4") => new($"vd{(char)('a' + number)}", bytes, 512, "none", "", false,
        [new Partition(0, 0, bytes, "", "", "", 0, Ext4($"/data{number}", $"data{number}") with { Type = type })]);

    public static Inventory Debian(params Disk[] data) => new(
        "web-1", "linux", "debian", "12", "Debian GNU/Linux 12", "6.1.0", "x86_64", "bios", 2, 2 * Gib, ["10.0.0.5"], "absent", [SystemDisk(), .. data]);
}
