using System.Buffers.Binary;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.FileSystems;

/// <summary>XFS. Feature names are those of <c>mkfs.xfs</c>; a kernel older than a feature can't mount it.</summary>
internal static class XfsSuperblock
{
    private static readonly (uint Bit, string Name)[] ReadOnlyCompatible =
        [(0x1, "finobt"), (0x2, "rmapbt"), (0x4, "reflink"), (0x8, "inobtcount")];

    private static readonly (uint Bit, string Name)[] Incompatible =
        [(0x1, "ftype"), (0x2, "sparse"), (0x8, "bigtime"), (0x20, "nrext64"), (0x40, "exchange"), (0x80, "parent")];

    public static FileSystem? Read(ReadOnlySpan<byte> head)
    {
        if (head.Length < 512 || !head.StartsWith("XFSB"u8))
        {
            return null;
        }

        var found = new FileSystem
        {
            Type = "xfs",
            Uuid = FileSystemProbe.Uuid(head.Slice(32, 16)),
            Label = FileSystemProbe.Label(head.Slice(108, 12)),
            BlockBytes = (int)BinaryPrimitives.ReadUInt32BigEndian(head[4..]),
        };
        const int versionMask = 0xf, version5 = 5;
        if ((BinaryPrimitives.ReadUInt16BigEndian(head[100..]) & versionMask) == version5)
        {
            found.Features.Add("crc");
            var readOnly = BinaryPrimitives.ReadUInt32BigEndian(head[212..]);
            var incompatible = BinaryPrimitives.ReadUInt32BigEndian(head[216..]);
            found.Features.AddRange(ReadOnlyCompatible.Where(entry => (readOnly & entry.Bit) != 0).Select(entry => entry.Name));
            found.Features.AddRange(Incompatible.Where(entry => (incompatible & entry.Bit) != 0).Select(entry => entry.Name));
        }

        return found;
    }
}
