using System.Runtime.InteropServices;

namespace FleetMigrator.Transfer.Linux;

/// <summary>Lists a folder with getdents64.</summary>
internal static unsafe class FolderReader
{
    private const int BufferLength = 64 * 1024;
    private const int NameOffset = 19;

    /// <summary>All entries but . and .., sorted by inode: reading them in this order moves the disk's head least.</summary>
    /// <exception cref="LinuxException">The folder can't be read.</exception>
    public static List<FolderEntry> ReadAll(Descriptor folder)
    {
        var entries = new List<FolderEntry>();
        var buffer = stackalloc byte[BufferLength];
        for (; ; )
        {
            var length = (int)Libc.ReadFolder(folder.Number, buffer, BufferLength);
            if (length < 0)
            {
                throw LinuxException.Last("getdents64", "a folder");
            }

            if (length == 0)
            {
                entries.Sort(static (left, right) => left.Inode.CompareTo(right.Inode));
                return entries;
            }

            Parse(new ReadOnlySpan<byte>(buffer, length), entries);
        }
    }

    private static void Parse(ReadOnlySpan<byte> raw, List<FolderEntry> entries)
    {
        while (raw.Length > NameOffset)
        {
            var step = MemoryMarshal.Read<ushort>(raw[16..]);
            var name = raw[NameOffset..step];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                entries.Add(new FolderEntry(name.ToArray(), MemoryMarshal.Read<ulong>(raw)));
            }

            raw = raw[step..];
        }
    }
}
