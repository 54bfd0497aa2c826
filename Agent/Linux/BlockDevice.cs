using Microsoft.Win32.SafeHandles;

namespace FleetMigrator.Agent.Linux;

/// <summary>A disk, a partition, or in tests an image file, open for reading at offsets.</summary>
internal sealed class BlockDevice : IDisposable
{
    private readonly SafeFileHandle _file;

    private BlockDevice(SafeFileHandle file, long sizeBytes, int sectorBytes)
    {
        _file = file;
        SizeBytes = sizeBytes;
        SectorBytes = sectorBytes;
    }

    public long SizeBytes { get; }

    public int SectorBytes { get; }

    /// <exception cref="IOException">It isn't there or can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Not allowed, such as by a device control group.</exception>
    public static BlockDevice Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var number = (int)file.DangerousGetHandle();
            if (Libc.Control(number, Libc.IoctlBlockSize64, out var size) == 0)
            {
                var sector = Libc.Control(number, Libc.IoctlSectorSize, out var bytes) == 0 ? (int)bytes : 512;
                return new BlockDevice(file, size, sector);
            }

            return new BlockDevice(file, RandomAccess.GetLength(file), 512);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Bytes from an offset; fewer at the end of the device, none behind it.</summary>
    public byte[] Read(long offset, int count)
    {
        if (offset < 0 || offset >= SizeBytes)
        {
            return [];
        }

        var buffer = new byte[(int)Math.Min(count, SizeBytes - offset)];
        var done = 0;
        while (done < buffer.Length)
        {
            var read = RandomAccess.Read(_file, buffer.AsSpan(done), offset + done);
            if (read == 0)
            {
                return buffer[..done];
            }

            done += read;
        }

        return buffer;
    }

    public void Dispose() => _file.Dispose();
}
