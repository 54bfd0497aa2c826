using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Disk files: made, copied and counted without ever writing a hole.</summary>
internal static partial class SparseFile
{
    private const int SeekData = 3;
    private const int SeekHole = 4;
    private const int NoMoreData = 6; // ENXIO: there are only holes behind this offset.
    private const ulong CloneFile = 0x40049409; // FICLONE
    private const ulong FlushBuffers = 0x1261; // BLKFLSBUF
    private const long CopyStepBytes = 32L << 20;

    /// <summary>An empty disk of exactly this size; one that exists is left alone.</summary>
    public static void Make(string path, long bytes)
    {
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.OpenHandle(path + ".new", FileMode.Create, FileAccess.Write);
        RandomAccess.SetLength(file, bytes);
        RandomAccess.FlushToDisk(file);
        File.Move(path + ".new", path);
    }

    /// <summary>Copies a file: as a clone where the filesystem can, otherwise extent by extent. The copy appears only when it is whole.</summary>
    /// <param name="source">What to copy.</param>
    /// <param name="target">Its new name; replaced if it exists.</param>
    /// <param name="bytes">Size of the copy, at least the source's.</param>
    /// <param name="percent">Told how far it is.</param>
    /// <param name="cancellation">Ends it; nothing is left.</param>
    public static void Copy(string source, string target, long bytes, Action<int> percent, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = target + ".new";
        try
        {
            using (var from = File.OpenHandle(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            using (var to = File.OpenHandle(temporary, FileMode.Create, FileAccess.ReadWrite))
            {
                if (Ioctl(to, CloneFile, from.DangerousGetHandle()) != 0)
                {
                    CopyExtents(from, to, percent, cancellation);
                }

                RandomAccess.SetLength(to, bytes);
                RandomAccess.FlushToDisk(to);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>A second name for a file on the same filesystem.</summary>
    public static void Link(string source, string name)
    {
        File.Delete(name);
        if (HardLink(source, name) != 0)
        {
            throw new IOException($"Cannot link {source} to {name}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>Bytes of the file that are data and not holes.</summary>
    public static long DataBytes(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Extents(file).Sum(extent => extent.Length);
    }

    /// <summary>Writes back what the kernel holds for a block device, and forgets it, so that its file is read as it is.</summary>
    public static void FlushDevice(string device)
    {
        using var opened = File.OpenHandle(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (Fsync(opened) != 0 || Ioctl(opened, FlushBuffers, 0) != 0)
        {
            throw new IOException($"Cannot flush {device}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    private static void CopyExtents(SafeFileHandle from, SafeFileHandle to, Action<int> percent, CancellationToken cancellation)
    {
        var extents = Extents(from).ToList();
        var total = Math.Max(1, extents.Sum(extent => extent.Length));
        var done = 0L;
        foreach (var (start, length) in extents)
        {
            var at = start;
            while (at < start + length)
            {
                cancellation.ThrowIfCancellationRequested();
                var (offsetIn, offsetOut) = (at, at);
                var copied = CopyRange(from, ref offsetIn, to, ref offsetOut, (nuint)Math.Min(CopyStepBytes, start + length - at), 0);
                if (copied <= 0)
                {
                    throw new IOException($"Copying a disk stopped at byte {at}: error {Marshal.GetLastPInvokeError()}.");
                }

                at += copied;
                done += copied;
                percent((int)(done * 100 / total));
            }
        }
    }

    private static IEnumerable<(long Start, long Length)> Extents(SafeFileHandle file)
    {
        var at = 0L;
        while (true)
        {
            var data = Seek(file, at, SeekData);
            if (data < 0)
            {
                if (Marshal.GetLastPInvokeError() == NoMoreData)
                {
                    yield break;
                }

                throw new IOException($"Cannot look for data: error {Marshal.GetLastPInvokeError()}.");
            }

            var hole = Seek(file, data, SeekHole);
            if (hole < 0)
            {
                throw new IOException($"Cannot look for holes: error {Marshal.GetLastPInvokeError()}.");
            }

            yield return (data, hole - data);
            at = hole;
        }
    }

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long Seek(SafeFileHandle file, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int HardLink(string source, string name);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(SafeFileHandle file, ulong request, nint argument);

    [LibraryImport("libc", EntryPoint = "copy_file_range", SetLastError = true)]
    private static partial nint CopyRange(SafeFileHandle from, ref long offsetIn, SafeFileHandle to, ref long offsetOut, nuint length, uint flags);
}
