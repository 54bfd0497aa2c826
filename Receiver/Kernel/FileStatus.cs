using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FleetMigrator.Receiver.Kernel;

/// <summary>What the kernel says of a path, read by statx because its layout is the same everywhere.</summary>
/// <param name="Mode">Type and permission bits.</param>
/// <param name="Device">The device itself, for device nodes.</param>
/// <param name="FileSystem">The device of the file system that holds it.</param>
/// <param name="ChangedNanoseconds">Last change of content or metadata, since 1970.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStatus(
    uint Mode, uint User, uint Group, ulong Inode, long Bytes, DeviceNumber Device, DeviceNumber FileSystem, long ChangedNanoseconds)
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100;     // AT_SYMLINK_NOFOLLOW
    private const uint BasicFields = 0x7ff;
    private const int Size = 256;

    public bool IsBlockDevice => (Mode & 0xf000) == 0x6000;

    public bool IsFolder => (Mode & 0xf000) == 0x4000;

    public static unsafe FileStatus? Of(string path, bool follow = false)
    {
        var buffer = stackalloc byte[Size];
        if (Libc.Status(CurrentFolder, path, follow ? 0 : NoFollow, BasicFields, buffer) != 0)
        {
            return Marshal.GetLastPInvokeError() is 2 or 20 // ENOENT, ENOTDIR
                ? null
                : throw new IOException($"statx {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var raw = new ReadOnlySpan<byte>(buffer, Size);
        return new FileStatus(
            BinaryPrimitives.ReadUInt16LittleEndian(raw[28..]),
            Word(raw, 20), Word(raw, 24),
            BinaryPrimitives.ReadUInt64LittleEndian(raw[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(raw[40..]),
            new DeviceNumber(Word(raw, 128), Word(raw, 132)),
            new DeviceNumber(Word(raw, 136), Word(raw, 140)),
            (BinaryPrimitives.ReadInt64LittleEndian(raw[96..]) * 1_000_000_000) + Word(raw, 104));
    }

    private static uint Word(ReadOnlySpan<byte> raw, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(raw[offset..]);
}
