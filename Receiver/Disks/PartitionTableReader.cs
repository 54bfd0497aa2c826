using System.Buffers.Binary;
using System.Text;

namespace FleetMigrator.Receiver.Disks;

/// <summary>Reads GPT and MBR without asking the kernel, which on some machines knows no partition tables at all.</summary>
internal static class PartitionTableReader
{
    /// <summary>A table may name at most so many; more would be nonsense on the disk.</summary>
    private const int EntryLimit = 256;

    private const int MbrSector = 512;

    public static PartitionTable Read(Stream disk, int sectorBytes)
    {
        var first = ReadAt(disk, 0, MbrSector);
        if (first[510] != 0x55 || first[511] != 0xaa)
        {
            return PartitionTable.None;
        }

        var header = ReadAt(disk, sectorBytes, MbrSector);
        if (header.AsSpan(0, 8).SequenceEqual("EFI PART"u8))
        {
            return ReadGpt(disk, header, sectorBytes);
        }

        return ReadMbr(disk, first, sectorBytes);
    }

    private static PartitionTable ReadGpt(Stream disk, byte[] header, int sectorBytes)
    {
        var start = (long)BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(72)) * sectorBytes;
        var count = Math.Min(EntryLimit, BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(80)));
        var size = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(84));
        if (size is < 128 or > 4096)
        {
            return PartitionTable.None;
        }

        var raw = ReadAt(disk, start, count * size);
        var entries = new List<PartitionEntry>();
        for (var index = 0; index < count; index++)
        {
            var entry = raw.AsSpan(index * size, size);
            var type = new Guid(entry[..16]);
            if (type == Guid.Empty)
            {
                continue;
            }

            var from = (long)BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]);
            var to = (long)BinaryPrimitives.ReadUInt64LittleEndian(entry[40..]); // inclusive
            entries.Add(new PartitionEntry(index + 1, from * sectorBytes, (to - from + 1) * sectorBytes, type.ToString(),
                new Guid(entry[16..32]).ToString(), Encoding.Unicode.GetString(entry[56..128]).TrimEnd('\0'),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[48..])));
        }

        return new PartitionTable("gpt", new Guid(header.AsSpan(56, 16)).ToString(), entries);
    }

    private static PartitionTable ReadMbr(Stream disk, byte[] first, int sectorBytes)
    {
        var entries = new List<PartitionEntry>();
        for (var index = 0; index < 4; index++)
        {
            if (ReadEntry(first, index, index + 1, 0, sectorBytes) is { } entry)
            {
                entries.Add(entry);
            }
        }

        // A file system's boot sector carries the same two signature bytes, but no plausible entries.
        if (entries.Exists(entry => first[446 + ((entry.Number - 1) * 16)] is not (0 or 0x80) || entry.StartBytes == 0))
        {
            return PartitionTable.None;
        }

        if (entries.Find(entry => entry.IsExtended) is { } extended)
        {
            entries.AddRange(ReadLogical(disk, extended.StartBytes, sectorBytes));
        }

        var signature = BinaryPrimitives.ReadUInt32LittleEndian(first.AsSpan(440)).ToString("x8");
        return entries.Count == 0 && signature == "00000000" ? PartitionTable.None : new PartitionTable("dos", signature, entries);
    }

    private static IEnumerable<PartitionEntry> ReadLogical(Stream disk, long container, int sectorBytes)
    {
        var at = container;
        for (var number = 5; number < EntryLimit; number++)
        {
            var sector = ReadAt(disk, at, MbrSector);
            if (sector[510] != 0x55 || sector[511] != 0xaa)
            {
                yield break;
            }

            if (ReadEntry(sector, 0, number, at, sectorBytes) is { } entry)
            {
                yield return entry;
            }

            if (ReadEntry(sector, 1, number, container, sectorBytes) is not { IsExtended: true } next)
            {
                yield break;
            }

            at = next.StartBytes;
        }
    }

    private static PartitionEntry? ReadEntry(byte[] sector, int index, int number, long offset, int sectorBytes)
    {
        var raw = sector.AsSpan(446 + (index * 16), 16);
        var sectors = BinaryPrimitives.ReadUInt32LittleEndian(raw[12..]);
        return raw[4] == 0 || sectors == 0
            ? null
            : new PartitionEntry(number, offset + ((long)BinaryPrimitives.ReadUInt32LittleEndian(raw[8..]) * sectorBytes),
                (long)sectors * sectorBytes, raw[4].ToString("x2"), "", "", raw[0] & 0x80u);
    }

    private static byte[] ReadAt(Stream disk, long offset, int count)
    {
        var buffer = new byte[count];
        disk.Position = offset;
        _ = disk.ReadAtLeast(buffer, count, throwOnEndOfStream: false);
        return buffer;
    }
}
