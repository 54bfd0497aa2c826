using System.Runtime.InteropServices;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Kernel;

namespace FleetMigrator.Receiver.Disks;

/// <summary>
/// The receiver's own device folder. Disks are looked up in the instance's folder by the name that the plan gives; partitions are
/// announced to the kernel by BLKPG and get nodes from /sys, since neither udev nor kernel partition scanning can be relied on.
/// </summary>
/// <param name="hostFolder">Where the instance's device nodes are.</param>
/// <param name="folder">Where nodes are made; may be the same.</param>
internal sealed partial class DeviceFolder(string hostFolder, string folder, TimeProvider clock, ILogger<DeviceFolder> log)
{
    private const string SystemDevices = "/sys/dev/block";
    private const uint BlockNode = 0x6000 | 0x180; // S_IFBLK, 0600

    /// <summary>A cloud attaches disks while the instance is starting.</summary>
    private static readonly TimeSpan _attachLimit = TimeSpan.FromSeconds(60);

    /// <summary>A device guard may need a moment to admit a partition that has just been made.</summary>
    private static readonly TimeSpan _guardLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    public string Folder => folder;

    /// <summary>"vdb" and 2 give "vdb2"; "nvme0n1" and 2 give "nvme0n1p2".</summary>
    public static string PartitionName(string disk, int number)
        => number == 0 ? disk : char.IsAsciiDigit(disk[^1]) ? $"{disk}p{number}" : $"{disk}{number}";

    /// <summary>Waits for a disk and makes its node.</summary>
    public async Task<DiskNode> Disk(string device, long leastBytes, CancellationToken cancellation)
    {
        var name = Path.GetFileName(device);
        var source = Path.Combine(hostFolder, name);
        var status = await Until(_attachLimit, () => FileStatus.Of(source, follow: true) is { IsBlockDevice: true } found ? found : (FileStatus?)null, cancellation)
            ?? throw FaultCode.DiskMissing.With($"{device} did not appear within {_attachLimit.TotalSeconds:F0} s");
        var path = MakeNode(name, status.Device);
        using var opened = await OpenPatiently(path, cancellation);
        var size = opened.SizeBytes;
        return size >= leastBytes
            ? new DiskNode(name, path, status.Device, size, opened.SectorBytes)
            : throw FaultCode.DiskMissing.With($"{device} holds {size} bytes, {leastBytes} are needed");
    }

    /// <summary>Makes kernel and nodes agree with the table, and gives the nodes by partition number.</summary>
    public async Task<IReadOnlyDictionary<int, string>> Partitions(DiskNode disk, PartitionTable table, CancellationToken cancellation)
    {
        var wanted = table.Entries.Where(entry => !entry.IsExtended).ToDictionary(entry => entry.Number);
        using (var opened = BlockDevice.Open(disk.Path))
        {
            foreach (var (number, known) in Known(disk))
            {
                if (!wanted.TryGetValue(number, out var entry) || entry.StartBytes != known.Start || entry.SizeBytes != known.Size)
                {
                    opened.RemovePartition(number);
                }
            }

            foreach (var entry in wanted.Values.Where(entry => !Known(disk).ContainsKey(entry.Number)))
            {
                opened.AddPartition(entry.Number, entry.StartBytes, entry.SizeBytes);
            }
        }

        var nodes = new Dictionary<int, string>();
        foreach (var (number, known) in Known(disk).Where(pair => wanted.ContainsKey(pair.Key)))
        {
            nodes[number] = MakeNode(PartitionName(disk.Name, number), known.Number);
            (await OpenPatiently(nodes[number], cancellation)).Dispose();
        }

        return wanted.Keys.All(nodes.ContainsKey)
            ? nodes
            : throw FaultCode.PartitionFailed.With($"the kernel did not take over all partitions of {disk.Name}");
    }

    /// <summary>Takes the partitions back from the kernel and removes their nodes.</summary>
    /// <exception cref="IOException">Something still holds one.</exception>
    public void Forget(DiskNode disk)
    {
        using var opened = BlockDevice.Open(disk.Path);
        foreach (var number in Known(disk).Keys)
        {
            opened.RemovePartition(number);
            File.Delete(Path.Combine(folder, PartitionName(disk.Name, number)));
        }
    }

    private static Dictionary<int, (DeviceNumber Number, long Start, long Size)> Known(DiskNode disk)
    {
        const int sysfsSector = 512; // whatever the disk's own sector size is
        return Directory.EnumerateDirectories($"{SystemDevices}/{disk.Number}/")
            .Where(child => File.Exists($"{child}/partition"))
            .ToDictionary(
                child => int.Parse(File.ReadAllText($"{child}/partition")),
                child => (DeviceNumber.Parse(File.ReadAllText($"{child}/dev")),
                    long.Parse(File.ReadAllText($"{child}/start")) * sysfsSector,
                    long.Parse(File.ReadAllText($"{child}/size")) * sysfsSector));
    }

    private string MakeNode(string name, DeviceNumber number)
    {
        var path = Path.Combine(folder, name);
        var present = FileStatus.Of(path);
        if (present is { IsBlockDevice: true } && present.Value.Device == number)
        {
            return path;
        }

        Directory.CreateDirectory(folder);
        File.Delete(path);
        return Libc.MakeNode(path, BlockNode, number.Encoded) == 0
            ? path
            : throw FaultCode.DiskMissing.With($"mknod {path} {number}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private async Task<BlockDevice> OpenPatiently(string path, CancellationToken cancellation)
    {
        var last = 0;
        var opened = await Until(_guardLimit, () =>
        {
            (var device, last) = BlockDevice.TryOpen(path);
            return device is not null || last is not (Libc.ErrorPermission or Libc.ErrorNoDevice or Libc.ErrorAgain) ? (device, true) : ((BlockDevice?, bool)?)null;
        }, cancellation);
        return opened?.Item1 ?? throw FaultCode.DiskMissing.With($"open {path}: {Marshal.GetPInvokeErrorMessage(last)}");
    }

    private async Task<T?> Until<T>(TimeSpan limit, Func<T?> attempt, CancellationToken cancellation) where T : struct
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            if (attempt() is { } result)
            {
                return result;
            }

            var waited = clock.GetElapsedTime(began);
            if (waited > limit)
            {
                LogGaveUp(limit.TotalSeconds);
                return null;
            }

            await Task.Delay(_pause, clock, cancellation);
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "Waited {Seconds:F0} s for a device in vain")]
    private partial void LogGaveUp(double seconds);
}
