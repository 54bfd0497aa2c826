using System.Text;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.FileSystems;

/// <summary>A physical volume of LVM 2: its label lies in one of the first four sectors.</summary>
internal static class LvmMember
{
    private const int SectorBytes = 512;
    private const int IdLetters = 32;

    public static FileSystem? Read(ReadOnlySpan<byte> head)
    {
        for (var sector = 0; sector < 4 && head.Length >= (sector + 1) * SectorBytes; sector++)
        {
            var label = head.Slice(sector * SectorBytes, SectorBytes);
            if (label.StartsWith("LABELONE"u8) && label[0x18..].StartsWith("LVM2 001"u8))
            {
                return new FileSystem { Type = "LVM2_member", Uuid = Hyphenated(Encoding.ASCII.GetString(label.Slice(0x20, IdLetters))) };
            }
        }

        return null;
    }

    /// <summary>As the LVM tools write it: 6-4-4-4-4-4-6.</summary>
    private static string Hyphenated(string id)
        => $"{id[..6]}-{id[6..10]}-{id[10..14]}-{id[14..18]}-{id[18..22]}-{id[22..26]}-{id[26..]}";
}
