using System.Runtime.InteropServices;

namespace FleetMigrator.Transfer.Linux;

/// <summary>What statx says about one entry.</summary>
public readonly record struct FileStat
{
    private const uint BasicMaskAndBirth = 0xFFF;
    private const int BufferLength = 256;

    public uint Mode { get; private init; }
    public uint Links { get; private init; }
    public uint User { get; private init; }
    public uint Group { get; private init; }
    public ulong Inode { get; private init; }
    public long Size { get; private init; }
    public long AllocatedBytes { get; private init; }
    public FileTime Accessed { get; private init; }
    public FileTime Born { get; private init; }
    public FileTime Changed { get; private init; }
    public FileTime Modified { get; private init; }
    public ulong Device { get; private init; }
    public ulong NodeDevice { get; private init; }

    /// <summary>Whether the immutable or the append-only flag is set, on file systems that tell statx so.</summary>
    public bool Guarded { get; private init; }

    public uint Kind => Mode & FileKind.Mask;
    public bool IsFolder => Kind == FileKind.Folder;
    public bool IsRegular => Kind == FileKind.Regular;

    /// <summary>Whether an entry is still what it was: nothing that a write or a metadata change touches differs.</summary>
    public bool SameContentAs(in FileStat other)
        => Inode == other.Inode && Size == other.Size && Mode == other.Mode && Changed == other.Changed && Modified == other.Modified;

    /// <summary>Stats an entry of a folder, or the folder itself with an empty name. Links aren't followed.</summary>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    internal static FileStat Of(int folder, ReadOnlySpan<byte> name)
        => TryOf(folder, name, out var stat) ? stat : throw LinuxException.Last("statx", name);

    internal static unsafe bool TryOf(int folder, ReadOnlySpan<byte> name, out FileStat stat)
    {
        var buffer = stackalloc byte[BufferLength];
        var flags = OpenFlags.AtNoFollow | (name.IsEmpty ? OpenFlags.AtEmptyPath : 0);
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes)
        {
            if (Libc.Statx(folder, pointer, flags, BasicMaskAndBirth, buffer) != 0)
            {
                stat = default;
                return false;
            }
        }

        stat = Parse(new ReadOnlySpan<byte>(buffer, BufferLength));
        return true;
    }

    private static FileStat Parse(ReadOnlySpan<byte> raw) => new()
    {
        Guarded = (MemoryMarshal.Read<ulong>(raw[8..]) & (InodeFlags.Immutable | InodeFlags.AppendOnly)) != 0,
        Links = MemoryMarshal.Read<uint>(raw[16..]),
        User = MemoryMarshal.Read<uint>(raw[20..]),
        Group = MemoryMarshal.Read<uint>(raw[24..]),
        Mode = MemoryMarshal.Read<ushort>(raw[28..]),
        Inode = MemoryMarshal.Read<ulong>(raw[32..]),
        Size = MemoryMarshal.Read<long>(raw[40..]),
        AllocatedBytes = MemoryMarshal.Read<long>(raw[48..]) * 512,
        Accessed = Time(raw[64..]),
        Born = Time(raw[80..]),
        Changed = Time(raw[96..]),
        Modified = Time(raw[112..]),
        NodeDevice = DeviceOf(raw[128..]),
        Device = DeviceOf(raw[136..]),
    };

    private static FileTime Time(ReadOnlySpan<byte> raw) => new(MemoryMarshal.Read<long>(raw), MemoryMarshal.Read<uint>(raw[8..]));

    // The packing of makedev: 12 bits of major and 8 of minor in the old places, the rest above.
    private static ulong DeviceOf(ReadOnlySpan<byte> raw)
    {
        ulong major = MemoryMarshal.Read<uint>(raw), minor = MemoryMarshal.Read<uint>(raw[4..]);
        return ((major & 0xFFF) << 8) | ((major & ~0xFFFUL) << 32) | (minor & 0xFF) | ((minor & ~0xFFUL) << 12);
    }
}
