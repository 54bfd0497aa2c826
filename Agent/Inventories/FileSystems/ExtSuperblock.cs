using System.Buffers.Binary;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.FileSystems;

/// <summary>ext2, ext3 and ext4. Feature names are those that <c>mke2fs -O</c> takes.</summary>
internal static class ExtSuperblock
{
    private const int At = 1024;
    private const int Bytes = 1024;
    private const ushort Magic = 0xef53;
    private const uint HasJournal = 0x4;

    private static readonly (uint Bit, string Name)[] Compatible =
    [
        (0x1, "dir_prealloc"), (0x2, "imagic_inodes"), (HasJournal, "has_journal"), (0x8, "ext_attr"), (0x10, "resize_inode"),
        (0x20, "dir_index"), (0x200, "sparse_super2"), (0x400, "fast_commit"), (0x800, "stable_inodes"), (0x1000, "orphan_file"),
    ];

    // Left out on purpose: 0x4 needs_recovery and 0x8 journal_dev are conditions, not choices.
    private static readonly (uint Bit, string Name)[] Incompatible =
    [
        (0x2, "filetype"), (0x10, "meta_bg"), (0x40, "extent"), (0x80, "64bit"), (0x100, "mmp"), (0x200, "flex_bg"),
        (0x400, "ea_inode"), (0x2000, "metadata_csum_seed"), (0x4000, "large_dir"), (0x8000, "inline_data"),
        (0x10000, "encrypt"), (0x20000, "casefold"),
    ];

    // Left out on purpose: 0x1000 read-only and 0x10000 orphan_present are conditions.
    private static readonly (uint Bit, string Name)[] ReadOnlyCompatible =
    [
        (0x1, "sparse_super"), (0x2, "large_file"), (0x8, "huge_file"), (0x10, "uninit_bg"), (0x20, "dir_nlink"),
        (0x40, "extra_isize"), (0x100, "quota"), (0x200, "bigalloc"), (0x400, "metadata_csum"), (0x2000, "project"),
        (0x8000, "verity"),
    ];

    public static FileSystem? Read(ReadOnlySpan<byte> head)
    {
        if (head.Length < At + Bytes || BinaryPrimitives.ReadUInt16LittleEndian(head[(At + 0x38)..]) != Magic)
        {
            return null;
        }

        var block = head.Slice(At, Bytes);
        var logBlockSize = BinaryPrimitives.ReadUInt32LittleEndian(block[0x18..]);
        if (logBlockSize > 6)
        {
            return null; // 64 KiB is the largest there is, so this is no superblock
        }

        var compatible = BinaryPrimitives.ReadUInt32LittleEndian(block[0x5c..]);
        var incompatible = BinaryPrimitives.ReadUInt32LittleEndian(block[0x60..]);
        var readOnly = BinaryPrimitives.ReadUInt32LittleEndian(block[0x64..]);
        var found = new FileSystem
        {
            Type = Kind(compatible, incompatible, readOnly),
            Uuid = FileSystemProbe.Uuid(block.Slice(0x68, 16)),
            Label = FileSystemProbe.Label(block.Slice(0x78, 16)),
            BlockBytes = 1024 << (int)logBlockSize,
        };
        found.Features.AddRange(Names(compatible, Compatible));
        found.Features.AddRange(Names(incompatible, Incompatible));
        found.Features.AddRange(Names(readOnly, ReadOnlyCompatible));
        return found;
    }

    private static string Kind(uint compatible, uint incompatible, uint readOnly)
    {
        const uint oldIncompatible = 0x2 | 0x4 | 0x10; // filetype, needs_recovery, meta_bg
        const uint oldReadOnly = 0x1 | 0x2 | 0x4;      // sparse_super, large_file, btree_dir
        if ((incompatible & ~oldIncompatible) != 0 || (readOnly & ~oldReadOnly) != 0)
        {
            return "ext4";
        }

        return (compatible & HasJournal) != 0 ? "ext3" : "ext2";
    }

    private static IEnumerable<string> Names(uint bits, (uint Bit, string Name)[] table)
        => table.Where(entry => (bits & entry.Bit) != 0).Select(entry => entry.Name);
}
