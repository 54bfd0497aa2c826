using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Inventories.Disks;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Checks;

/// <summary>
/// The preflight: what stands in the way of this server becoming an edge image, in the order in which a person would
/// repair it. rsync, a snapshot driver and a switched-off SELinux aren't asked for, because nothing here needs them.
/// </summary>
internal static class PreflightTable
{
    private const int MaxDataDisks = 4;
    private const long MaxDataDiskBytes = 500L << 30;
    private const double FullPercent = 99;
    private const double BusyCpuPercent = 90;
    private const double BusyMemoryPercent = 95;
    private static readonly TimeSpan SkewWarning = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SkewFailure = TimeSpan.FromMinutes(5);
    private static readonly string[] Copied = ["ext2", "ext3", "ext4", "xfs"];

    public static IReadOnlyList<(string Name, Func<ServerFacts, Verdict> Judge)> All { get; } =
    [
        ("operating-system", OperatingSystem),
        ("architecture", Architecture),
        ("system-disk", SystemDisk),
        ("firmware", Firmware),
        ("lvm", Lvm),
        ("file-systems", FileSystems),
        ("disk-layout", DiskLayout),
        ("data-disk-count", DataDiskCount),
        ("data-disk-size", DataDiskSize),
        ("kernel", Kernel),
        ("virtio", Virtio),
        ("boot-loader", BootLoader),
        ("space", Space),
        ("load", Load),
        ("clock", Clock),
        ("left-out", LeftOut),
        ("not-needed", NotNeeded),
    ];

    public static IReadOnlyList<Check> Run(ServerFacts facts) => [.. All.Select(check => check.Judge(facts).As(check.Name))];

    private static Verdict OperatingSystem(ServerFacts facts)
        => facts.Inventory.OsFamily == "linux"
            ? Verdict.Ok(facts.Inventory.OsName.Length > 0 ? facts.Inventory.OsName : "Linux")
            : Verdict.Failed(AgentFaults.NotLinux, $"this is {facts.Inventory.OsFamily}");

    private static Verdict Architecture(ServerFacts facts)
        => facts.Inventory.Architecture == "x86_64"
            ? Verdict.Ok("x86_64")
            : Verdict.Failed(AgentFaults.NotX86, $"this is {facts.Inventory.Architecture}");

    private static Verdict SystemDisk(ServerFacts facts)
    {
        var disk = facts.Inventory.Disks.FirstOrDefault(disk => disk.System);
        if (disk is not null)
        {
            return Verdict.Ok($"{disk.Path}, {Gibibytes(disk.SizeBytes)}, started by {facts.Inventory.Firmware}");
        }

        // Above LVM the root is found on no disk; the check for LVM says so in better words.
        return facts.LvmMounts.Any(mount => mount.Point == "/")
            ? Verdict.Ok("the root file system is a logical volume")
            : Verdict.Failed(AgentFaults.NoSystemDisk, facts.Root is { } root
                ? $"/ is {root.Type} on {root.Source} ({root.Device}), which is on no disk among: {Names(facts.Inventory.Disks)}"
                : "no file system is mounted at /");
    }

    private static Verdict Firmware(ServerFacts facts)
        => facts.Inventory.Firmware == "bios"
            ? Verdict.Ok("bios")
            : Verdict.Failed(AgentFaults.FirmwareNotSupported, $"this server starts by {facts.Inventory.Firmware}");

    private static Verdict Lvm(ServerFacts facts)
        => facts.LvmMounts.Count == 0
            ? Verdict.Ok("no file system is on LVM")
            : Verdict.Failed(AgentFaults.LvmNotSupported, $"on LVM: {string.Join(", ", facts.LvmMounts.Select(mount => mount.Point))}");

    private static Verdict FileSystems(ServerFacts facts)
    {
        var mounted = Partitions(facts).Where(item => item.Partition.FileSystem is { MountPoint.Length: > 0 }).ToArray();
        var foreign = mounted.Where(item => !Copied.Contains(item.Partition.FileSystem.Type, StringComparer.Ordinal)).ToArray();
        return foreign.Length == 0
            ? Verdict.Ok(string.Join(", ", mounted.Select(item => $"{item.Partition.FileSystem.MountPoint} {item.Partition.FileSystem.Type}")))
            : Verdict.Failed(AgentFaults.UnsupportedFileSystem, string.Join(", ",
                foreign.Select(item => $"{item.Partition.FileSystem.MountPoint} is {item.Partition.FileSystem.Type}")));
    }

    private static Verdict DiskLayout(ServerFacts facts)
    {
        var extended = Partitions(facts).Where(item => MbrTable.IsExtended(item.Partition.Type)).Select(item => item.Disk.Path).ToArray();
        return extended.Length == 0
            ? Verdict.Ok(string.Join(", ", facts.Inventory.Disks.Select(disk => $"{disk.Name} {disk.Table}")))
            : Verdict.Failed(AgentFaults.UnsupportedLayout, $"logical partitions on {string.Join(", ", extended)}");
    }

    private static Verdict DataDiskCount(ServerFacts facts)
    {
        var count = DataDisks(facts).Count();
        return count <= MaxDataDisks
            ? Verdict.Ok($"{count} of at most {MaxDataDisks}")
            : Verdict.Failed(AgentFaults.TooManyDisks, $"{count} data disks: {Names(DataDisks(facts))}");
    }

    private static Verdict DataDiskSize(ServerFacts facts)
    {
        var large = DataDisks(facts).Where(disk => disk.SizeBytes > MaxDataDiskBytes).ToArray();
        return large.Length == 0
            ? Verdict.Ok($"none over {Gibibytes(MaxDataDiskBytes)}")
            : Verdict.Failed(AgentFaults.DiskTooLarge, string.Join(", ", large.Select(disk => $"{disk.Path} has {Gibibytes(disk.SizeBytes)}")));
    }

    private static Verdict Kernel(ServerFacts facts)
        => facts.Kernels.Count > 0
            ? Verdict.Ok(string.Join(", ", facts.Kernels.Select(kernel => kernel.Version)))
            : Verdict.Failed(AgentFaults.NoKernel, "/boot has no vmlinuz-VERSION with an initramfs of the same version");

    private static Verdict Virtio(ServerFacts facts)
    {
        var able = facts.Kernels.Where(kernel => kernel is { VirtioBlock: true, VirtioNetwork: true }).ToArray();
        if (able.Length > 0 || facts.Kernels.Count == 0)
        {
            return Verdict.Ok(able.Length > 0 ? $"virtio_blk and virtio_net in {able[^1].Version}" : "no kernel to look at");
        }

        return Verdict.Failed(AgentFaults.NoVirtio, string.Join(", ", facts.Kernels.Select(kernel =>
            $"{kernel.Version} lacks {(kernel.VirtioBlock ? "" : "virtio_blk ")}{(kernel.VirtioNetwork ? "" : "virtio_net")}".TrimEnd())));
    }

    private static Verdict BootLoader(ServerFacts facts)
        => facts.GrubInstall is { } tool
            ? Verdict.Ok(tool)
            : Verdict.Failed(AgentFaults.NoBootLoader, "neither grub-install nor grub2-install was found");

    private static Verdict Space(ServerFacts facts)
    {
        var full = facts.Levels.Where(level => level.SpacePercent >= FullPercent || level.InodePercent >= FullPercent).ToArray();
        return full.Length == 0
            ? Verdict.Ok("space and inodes are free everywhere")
            : Verdict.Warning(AgentFaults.Strained, string.Join(", ",
                full.Select(level => $"{level.MountPoint}: {level.SpacePercent:F0} % of space, {level.InodePercent:F0} % of inodes used")));
    }

    private static Verdict Load(ServerFacts facts)
    {
        var text = $"processors {facts.CpuPercent:F0} %, memory {facts.MemoryPercent:F0} % in use";
        return facts.CpuPercent > BusyCpuPercent || facts.MemoryPercent > BusyMemoryPercent
            ? Verdict.Warning(AgentFaults.Strained, text)
            : Verdict.Ok(text);
    }

    private static Verdict Clock(ServerFacts facts) => facts.ClockSkew?.Duration() switch
    {
        null => Verdict.Ok("compared once the agent is connected to the service"),
        var skew when skew > SkewFailure => Verdict.Failed(AgentFaults.ClockSkew, $"{skew:g} away from the service's clock"),
        var skew when skew > SkewWarning => Verdict.Warning(AgentFaults.ClockSkew, $"{skew:g} away from the service's clock"),
        var skew => Verdict.Ok($"{skew.Value.TotalSeconds:F1} s away from the service's clock"),
    };

    /// <summary>Nothing is left out silently.</summary>
    private static Verdict LeftOut(ServerFacts facts)
    {
        var unmounted = Partitions(facts)
            .Where(item => item.Partition.FileSystem is { MountPoint.Length: 0, Type: not "swap" })
            .Select(item => $"{item.Disk.Name} partition {item.Partition.Number} ({item.Partition.FileSystem.Type}, not mounted)");
        var left = facts.Elsewhere.Select(mount => $"{mount.Point} ({mount.Type})").Concat(unmounted).ToArray();
        return Verdict.Ok(left.Length == 0 ? "nothing but pseudo file systems, swap and the agent itself" : $"not migrated: {string.Join(", ", left)}");
    }

    private static Verdict NotNeeded(ServerFacts facts)
        => Verdict.Ok($"rsync, a snapshot driver, gcc; SELinux stays as it is ({facts.Inventory.Selinux})");

    private static IEnumerable<Disk> DataDisks(ServerFacts facts) => facts.Inventory.Disks.Where(disk => !disk.System);

    private static IEnumerable<(Disk Disk, Partition Partition)> Partitions(ServerFacts facts)
        => facts.Inventory.Disks.SelectMany(disk => disk.Partitions.Select(partition => (disk, partition)));

    private static string Names(IEnumerable<Disk> disks) => string.Join(", ", disks.Select(disk => disk.Path)) is { Length: > 0 } names ? names : "none";

    private static string Gibibytes(long bytes) => $"{bytes / (double)(1L << 30):F1} GiB";
}
