using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Files;

/// <summary>Metadata of an entry in a payload: numbers, then extended attributes up to the end of what was announced.</summary>
internal readonly ref struct Metadata
{
    /// <summary>XFS allows more, but no record could hold them beside each other.</summary>
    private const int MaxAttributes = 2 * 1024 * 1024;

    public uint Mode { get; private init; }
    public uint User { get; private init; }
    public uint Group { get; private init; }
    public FileTime Accessed { get; private init; }
    public FileTime Modified { get; private init; }

    /// <summary>Inode flags without those that must come last.</summary>
    public uint Flags { get; private init; }

    /// <summary>u16 name length, u32 value length, name, value; repeated.</summary>
    public ReadOnlySpan<byte> Attributes { get; private init; }

    public static Metadata Read(ref ByteReader reader)
    {
        var mode = reader.UInt32();
        var user = reader.UInt32();
        var group = reader.UInt32();
        var flags = reader.UInt32();
        var accessed = new FileTime(reader.Int64(), Nanoseconds(reader.UInt32()));
        var modified = new FileTime(reader.Int64(), Nanoseconds(reader.UInt32()));
        var attributes = reader.Bytes(reader.Int32());
        return new Metadata { Mode = mode, User = user, Group = group, Flags = flags, Accessed = accessed, Modified = modified, Attributes = attributes };
    }

    /// <summary>Writes what the stat says and the attributes that the entry has now.</summary>
    /// <param name="path">For links and nodes, which can't be opened: the path that reaches them, ended by a zero.</param>
    public static void Write(ByteWriter writer, in FileStat stat, uint flags, Descriptor? file, byte[]? path)
    {
        writer.UInt32(stat.Mode).UInt32(stat.User).UInt32(stat.Group).UInt32(flags & ~(InodeFlags.Immutable | InodeFlags.AppendOnly));
        writer.Int64(stat.Accessed.Seconds).UInt32(stat.Accessed.Nanoseconds).Int64(stat.Modified.Seconds).UInt32(stat.Modified.Nanoseconds);
        var at = writer.Length;
        writer.Int32(0);
        ReadOnlySpan<byte> names = ExtendedAttributes.Names(file, path);
        while (!names.IsEmpty)
        {
            var end = names.IndexOf((byte)0);
            WriteAttribute(writer, file, path, names[..end]);
            names = names[(end + 1)..];
        }

        var length = writer.Length - at - 4;
        if (length > MaxAttributes)
        {
            throw new LinuxException("getxattr", Errno.Range, "an entry with more extended attributes than a record can hold");
        }

        writer.PatchInt32(at, length);
    }

    private static void WriteAttribute(ByteWriter writer, Descriptor? file, byte[]? path, ReadOnlySpan<byte> name)
    {
        if (ExtendedAttributes.Counts(name) && ExtendedAttributes.Value(file, path, name) is { } value)
        {
            writer.UInt16((ushort)name.Length).Int32(value.Length).Bytes(name).Bytes(value);
        }
    }

    private static uint Nanoseconds(uint value) => value < 1_000_000_000 ? value : throw new ProtocolException("a time has too many nanoseconds");
}
