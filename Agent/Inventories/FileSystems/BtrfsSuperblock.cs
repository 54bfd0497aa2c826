using System.Buffers.Binary;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.FileSystems;

/// <summary>btrfs, so that it is named in a refusal.</summary>
internal static class BtrfsSuperblock
{
    private const int At = 0x10000;

    public static FileSystem? Read(ReadOnlySpan<byte> head)
        => head.Length < At + 0x1000 || !head[(At + 0x40)..].StartsWith("_BHRfS_M"u8)
            ? null
            : new FileSystem
            {
                Type = "btrfs",
                Uuid = FileSystemProbe.Uuid(head.Slice(At + 0x20, 16)),
                Label = FileSystemProbe.Label(head.Slice(At + 0x12b, 256)),
                BlockBytes = (int)BinaryPrimitives.ReadUInt32LittleEndian(head[(At + 0x90)..]),
            };
}
