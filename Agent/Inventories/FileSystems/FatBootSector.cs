using System.Buffers.Binary;
using System.Text;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.FileSystems;

/// <summary>FAT12, FAT16 and FAT32, as on an EFI system partition.</summary>
internal static class FatBootSector
{
    public static FileSystem? Read(ReadOnlySpan<byte> head)
    {
        if (head.Length < 512 || head[510] != 0x55 || head[511] != 0xaa || head[0] is not (0xeb or 0xe9))
        {
            return null;
        }

        var wide = head[0x52..].StartsWith("FAT32   "u8);
        if (!wide && !head[0x36..].StartsWith("FAT1"u8))
        {
            return null;
        }

        var serialAt = wide ? 0x43 : 0x27;
        var serial = BinaryPrimitives.ReadUInt32LittleEndian(head[serialAt..]);
        var label = Encoding.ASCII.GetString(head.Slice(serialAt + 4, 11)).TrimEnd();
        return new FileSystem
        {
            Type = "vfat",
            Uuid = $"{serial >> 16:X4}-{serial & 0xffff:X4}",
            Label = label == "NO NAME" ? "" : label,
            BlockBytes = BinaryPrimitives.ReadUInt16LittleEndian(head[0x0b..]) * head[0x0d],
        };
    }
}
