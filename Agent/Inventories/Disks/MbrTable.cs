using System.Buffers.Binary;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.Disks;

/// <summary>The classic table of four entries, and the chain of logical partitions in an extended one.</summary>
internal static class MbrTable
{
    private const int EntriesAt = 446;
    private const int EntryBytes = 16;
    private const int FirstLogical = 5;
    private const int MaxLogical = 60;

    public static PartitionTable? Read(BlockDevice disk)
    {
        var sector = disk.Read(0, 512);
        if (!IsTable(sector))
        {
            return null;
        }

        var partitions = new List<Partition>();
        for (var i = 0; i < 4; i++)
        {
            var entry = sector.AsSpan(EntriesAt + (i * EntryBytes), EntryBytes);
            if (entry[0] is not (0 or 0x80))
            {
                return null; // a boot sector of something else
            }

            if (Entry(entry, i + 1, 0, disk.SectorBytes) is { } partition)
            {
                partitions.Add(partition);
            }
        }

        // An empty table under a boot signature tells nothing; a signature of the disk makes it a table.
        var id = BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(440));
        if (partitions.Count == 0 && id == 0)
        {
            return null;
        }

        foreach (var extended in partitions.Where(partition => IsExtended(partition.Type)).ToArray())
        {
            partitions.AddRange(Logical(disk, extended.StartBytes));
        }

        return new PartitionTable("dos", id.ToString("x8"), partitions);
    }

    /// <summary>Types that hold logical partitions.</summary>
    public static bool IsExtended(string type) => type is "05" or "0f" or "85";

    private static IEnumerable<Partition> Logical(BlockDevice disk, long extendedAt)
    {
        var at = extendedAt;
        for (var number = FirstLogical; number < FirstLogical + MaxLogical; number++)
        {
            var sector = disk.Read(at, 512);
            if (!IsTable(sector) || Entry(sector.AsSpan(EntriesAt, EntryBytes), number, at, disk.SectorBytes) is not { } partition)
            {
                yield break;
            }

            yield return partition;
            // The second entry points to the next link, counted from the extended partition's start.
            if (Entry(sector.AsSpan(EntriesAt + EntryBytes, EntryBytes), 0, extendedAt, disk.SectorBytes) is not { } next)
            {
                yield break;
            }

            at = next.StartBytes;
        }
    }

    private static Partition? Entry(ReadOnlySpan<byte> entry, int number, long from, int sectorBytes)
    {
        var sectors = BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]);
        return entry[4] == 0 || sectors == 0
            ? null
            : new Partition
            {
                Number = number,
                StartBytes = from + ((long)BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]) * sectorBytes),
                SizeBytes = (long)sectors * sectorBytes,
                Type = entry[4].ToString("x2"),
                Attributes = entry[0],
            };
    }

    private static bool IsTable(byte[] sector) => sector.Length == 512 && sector[510] == 0x55 && sector[511] == 0xaa;
}
