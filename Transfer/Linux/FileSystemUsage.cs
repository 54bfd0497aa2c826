using System.Runtime.InteropServices;

namespace FleetMigrator.Transfer.Linux;

/// <summary>What statfs says about a file system.</summary>
/// <param name="Type">The magic number.</param>
/// <param name="Id">The kernel's id of it.</param>
/// <param name="TotalBytes">Size.</param>
/// <param name="UsedBytes">In use.</param>
/// <param name="FreeBytes">Free, the part reserved for root included.</param>
/// <param name="UsedInodes">Inodes in use; 0 where they aren't counted.</param>
public readonly record struct FileSystemUsage(long Type, ulong Id, long TotalBytes, long UsedBytes, long FreeBytes, long UsedInodes)
{
    /// <summary>Of the file system that an open file is on.</summary>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public static unsafe FileSystemUsage Of(Descriptor file)
    {
        var buffer = stackalloc byte[256];
        if (Libc.StatFileSystem(file.Number, buffer) != 0)
        {
            throw LinuxException.Last("statfs", "a file system");
        }

        var raw = new ReadOnlySpan<byte>(buffer, 256);
        long block = MemoryMarshal.Read<long>(raw[8..]), blocks = MemoryMarshal.Read<long>(raw[16..]), free = MemoryMarshal.Read<long>(raw[24..]);
        long files = MemoryMarshal.Read<long>(raw[40..]), freeFiles = MemoryMarshal.Read<long>(raw[48..]);
        return new FileSystemUsage(
            MemoryMarshal.Read<long>(raw),
            MemoryMarshal.Read<ulong>(raw[56..]),
            blocks * block,
            (blocks - free) * block,
            free * block,
            Math.Max(0, files - freeFiles));
    }
}
