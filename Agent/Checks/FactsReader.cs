using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Inventories.Disks;
using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Checks;

/// <summary>Reads what the preflight judges. Writes nothing, runs nothing.</summary>
internal sealed class FactsReader(InventoryReader inventories, SystemBlocks blocks, TimeProvider clock)
{
    private static readonly TimeSpan LoadSample = TimeSpan.FromMilliseconds(500);

    private static readonly string[] GrubTools =
        ["/usr/sbin/grub-install", "/usr/sbin/grub2-install", "/sbin/grub2-install", "/sbin/grub-install", "/usr/bin/grub-install"];

    private static readonly string[] NetworkTypes =
        ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "glusterfs", "fuse.glusterfs", "fuse.sshfs", "9p", "lustre", "gfs2", "ocfs2"];

    public async Task<ServerFacts> Read(TimeSpan? clockSkew, CancellationToken cancellation)
    {
        var before = CpuTimes.Read();
        var inventory = inventories.Read();
        var mounts = MountTable.Read();
        var memory = MemoryTable.Read();
        await Task.Delay(LoadSample, clock, cancellation);

        var onDisks = inventory.Disks.SelectMany(disk => disk.Partitions)
            .Select(partition => partition.FileSystem?.MountPoint ?? "")
            .Where(point => point.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
        var levels = new List<FillLevel>();
        foreach (var point in onDisks)
        {
            if (Libc.StatFileSystem(point, out var status) == 0)
            {
                levels.Add(FillLevel.Of(point, status));
            }
        }

        return new ServerFacts
        {
            Inventory = inventory,
            Kernels = BootKernel.Find(),
            GrubInstall = GrubTools.FirstOrDefault(File.Exists),
            LvmMounts = [.. mounts.Where(mount => mount.Device.Major != 0 && blocks.IsLvm(mount.Device)).DistinctBy(mount => mount.Device)],
            Elsewhere = [.. mounts.Where(mount => NetworkTypes.Contains(mount.Type, StringComparer.Ordinal))],
            Root = mounts.LastOrDefault(mount => mount.Point == "/"),
            Levels = levels,
            CpuPercent = CpuTimes.Read().PercentSince(before),
            MemoryPercent = memory.TotalBytes <= 0 ? 0 : 100.0 * (memory.TotalBytes - memory.AvailableBytes) / memory.TotalBytes,
            ClockSkew = clockSkew,
        };
    }
}
