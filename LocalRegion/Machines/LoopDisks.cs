using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>
/// Attaches image files as loop devices and detaches exactly those. What belongs to us is decided by the image file:
/// its path is recorded before it is attached, and the kernel says which loop device holds it. A number alone would
/// prove nothing, since numbers are used again.
/// </summary>
public sealed class LoopDisks
{
    private const int AttachTries = 64;
    private static readonly TimeSpan DetachTimeout = TimeSpan.FromSeconds(15);
    private readonly RecordFolder<string> _records;

    internal LoopDisks(string stateFolder) => _records = new RecordFolder<string>(Path.Combine(stateFolder, "loops"));

    /// <summary>
    /// Attaches the file, or returns the device that holds it already; a partition table on it is shown to the kernel.
    /// </summary>
    /// <param name="direct">Bypasses the page cache of the file, so that its content isn't held twice in memory.</param>
    /// <exception cref="MachineException">The file is missing or the kernel refused.</exception>
    public async Task<LoopDisk> Attach(string file, bool readOnly = false, bool direct = true, CancellationToken cancellation = default)
    {
        var path = Libc.RealPath(file);
        if (!File.Exists(path))
        {
            throw new MachineException($"{path} does not exist");
        }

        if (Find(path) is { } already)
        {
            return already;
        }

        _records.Write(Key(path), path);
        var disk = AttachFree(path, readOnly, direct);
        await ShowPartitions(disk, cancellation);
        return disk;
    }

    /// <summary>The device that holds the file now, if any.</summary>
    public static LoopDisk? Find(string file)
    {
        var path = Libc.RealPath(file);
        return All().FirstOrDefault(disk => disk.File == path);
    }

    /// <summary>
    /// Reads the partition table of the disk in user space and tells the kernel, as a kernel does by itself when a disk
    /// is plugged in. Not every kernel can read tables on loop devices, but all take partitions one by one.
    /// </summary>
    public static async Task ShowPartitions(LoopDisk disk, CancellationToken cancellation = default)
    {
        var table = await HostCommand.Try(
            "blkid", ["--probe", "--match-tag", "PTTYPE", "--output", "value", disk.Device], input: null, onLine: null, cancellation);
        if (table.Output.Trim().Length > 0 && disk.Partitions().Count == 0)
        {
            await HostCommand.Run("partx", ["--add", disk.Device], input: null, cancellation);
        }
    }

    /// <summary>Detaches the file's device and waits until the kernel let go of it. Repeating it is safe.</summary>
    /// <exception cref="MachineException">Something still uses the device; the message says what is known.</exception>
    public async Task Detach(string file, CancellationToken cancellation = default)
    {
        var path = Libc.RealPath(file);
        var clock = Stopwatch.StartNew();
        while (Find(path) is { } disk)
        {
            if (clock.Elapsed > DetachTimeout)
            {
                throw new MachineException($"{disk.Device} ({path}) is still in use after {DetachTimeout.TotalSeconds} s");
            }

            // Mounts of a machine that just ended are released a moment after its last process.
            if (!TryDetach(disk))
            {
                await Task.Delay(50, cancellation);
            }
        }

        _records.Remove(Key(path));
    }

    /// <summary>Every recorded file, with the device that holds it now.</summary>
    public IReadOnlyList<LoopDisk> Attached()
    {
        var ours = _records.All().Select(record => record.Value).ToHashSet(StringComparer.Ordinal);
        return [.. All().Where(disk => ours.Contains(disk.File))];
    }

    internal async Task DetachAll(CancellationToken cancellation)
    {
        foreach (var (_, file) in _records.All())
        {
            await Detach(file, cancellation);
        }
    }

    internal static IEnumerable<LoopDisk> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/sys/block", "loop*"))
        {
            if (LoopDisk.ReadBackingFile(folder) is { } file)
            {
                const string Deleted = " (deleted)";
                file = file.EndsWith(Deleted, StringComparison.Ordinal) ? file[..^Deleted.Length] : file;
                yield return new LoopDisk(file, int.Parse(Path.GetFileName(folder).AsSpan(4), CultureInfo.InvariantCulture));
            }
        }
    }

    private static LoopDisk AttachFree(string path, bool readOnly, bool direct)
    {
        using var file = File.OpenHandle(
            path, FileMode.Open, readOnly ? FileAccess.Read : FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        for (var attempt = 0; attempt < AttachTries; attempt++)
        {
            var disk = new LoopDisk(path, LoopIoctl.FreeNumber());
            if (!File.Exists(disk.Device))
            {
                // Where /dev isn't filled by the kernel, a new number has no node yet. Existing meanwhile is as good.
                _ = Libc.MakeNode(disk.Device, Libc.BlockDevice | 0b110_110_000, Libc.DeviceOf(disk.DeviceNumber));
            }

            using var loop = LoopIoctl.Open(disk.Device);
            if (LoopIoctl.Attach(loop, file, path, readOnly, direct))
            {
                return disk;
            }
        }

        throw new MachineException($"{path}: every free loop device was taken by someone else first");
    }

    private static bool TryDetach(LoopDisk disk)
    {
        using SafeFileHandle loop = LoopIoctl.Open(disk.Device);

        // Partitions given to the kernel by hand survive the detaching and would show up on the next file.
        if (!disk.Partitions().All(partition => LoopIoctl.RemovePartition(loop, partition.Number)))
        {
            return false;
        }

        LoopIoctl.Detach(loop);
        return false; // Released only when the last opener, this handle included, is gone: look again.
    }

    private static string Key(string path) => Scope.Hash(path, 16);
}
