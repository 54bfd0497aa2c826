using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.Disks;

/// <summary>GUID partition tables; the copy at the disk's end is read when the first is damaged.</summary>
internal static class GptTable
{
    private const int MaxEntries = 1024;
    private const int HeaderBytes = 92;

    public static PartitionTable? Read(BlockDevice disk)
        => ReadAt(disk, disk.SectorBytes) ?? ReadAt(disk, disk.SizeBytes - disk.SectorBytes);

    private static PartitionTable? ReadAt(BlockDevice disk, long headerAt)
    {
        var header = disk.Read(headerAt, disk.SectorBytes);
        if (header.Length < HeaderBytes || !header.AsSpan().StartsWith("EFI PART"u8) || !ChecksumHolds(header))
        {
            return null;
        }

        var entriesAt = (long)BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(72)) * disk.SectorBytes;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(80));
        var entryBytes = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(84));
        if (count > MaxEntries || entryBytes is < 128 or > 4096)
        {
            return null;
        }

        var entries = disk.Read(entriesAt, (int)(count * entryBytes));
        if (entries.Length < count * entryBytes || Crc32.HashToUInt32(entries) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(88)))
        {
            return null;
        }

        var partitions = new List<Partition>();
        for (var i = 0; i < count; i++)
        {
            if (Entry(entries.AsSpan((int)(i * entryBytes), 128), i + 1, disk.SectorBytes) is { } partition)
            {
                partitions.Add(partition);
            }
        }

        return new PartitionTable("gpt", Id(header.AsSpan(56, 16)), partitions);
    }

    private static Partition? Entry(ReadOnlySpan<byte> entry, int number, int sectorBytes)
    {
        if (entry[..16].IndexOfAnyExcept((byte)0) < 0)
        {
            return null;
        }

        var first = (long)BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]);
        var last = (long)BinaryPrimitives.ReadUInt64LittleEndian(entry[40..]);
        var name = Encoding.Unicode.GetString(entry.Slice(56, 72));
        var end = name.IndexOf('\0');
        return new Partition
        {
            Number = number,
            StartBytes = first * sectorBytes,
            SizeBytes = (last - first + 1) * sectorBytes,
            Type = Id(entry[..16]),
            Id = Id(entry.Slice(16, 16)),
            Name = end < 0 ? name : name[..end],
            Attributes = (long)BinaryPrimitives.ReadUInt64LittleEndian(entry[48..]),
        };
    }

    private static bool ChecksumHolds(byte[] header)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12));
        if (length < HeaderBytes || length > header.Length)
        {
            return false;
        }

        var copy = header[..(int)length];
        var expected = BinaryPrimitives.ReadUInt32LittleEndian(copy.AsSpan(16));
        copy.AsSpan(16, 4).Clear();
        return Crc32.HashToUInt32(copy) == expected;
    }

    /// <summary>GUIDs in the table are little-endian in their first three fields.</summary>
    private static string Id(ReadOnlySpan<byte> bytes) => new Guid(bytes).ToString("D").ToUpperInvariant();
}
