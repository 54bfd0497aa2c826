using System.Text;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.FileSystems;

/// <summary>Tells a file system by its superblock, without any tool of the server.</summary>
internal static class FileSystemProbe
{
    private const int SuperblockBytes = 0x11000; // btrfs keeps its own at 64 KiB, the farthest of all

    /// <summary>What lies at an offset of a device.</summary>
    /// <returns>Null when nothing known is there.</returns>
    public static FileSystem? Read(BlockDevice device, long offset, long sizeBytes)
    {
        var head = device.Read(offset, (int)Math.Min(SuperblockBytes, Math.Max(0, sizeBytes)));
        // LVM and btrfs before vfat and swap: their marks are longer, so a stale rest of the others can't win.
        return LvmMember.Read(head)
            ?? ExtSuperblock.Read(head)
            ?? XfsSuperblock.Read(head)
            ?? BtrfsSuperblock.Read(head)
            ?? SwapHeader.Read(head)
            ?? FatBootSector.Read(head);
    }

    /// <summary>A UUID stored byte by byte, as Linux file systems do.</summary>
    internal static string Uuid(ReadOnlySpan<byte> bytes)
        => bytes.IndexOfAnyExcept((byte)0) < 0 ? "" : new Guid(bytes, bigEndian: true).ToString("D");

    /// <summary>A label that ends at the first zero byte.</summary>
    internal static string Label(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).TrimEnd();
    }
}
