namespace FleetMigrator.Receiver.Images;

/// <summary>CRC-64 as object stores report it (reflected ECMA-182, known as CRC-64/XZ); the platform has only the other variant.</summary>
internal static class Crc64
{
    private const ulong Polynomial = 0xc96c5795d7870f42;
    private const int Slices = 8;

    private static readonly ulong[][] _tables = Tables();

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var crc = ulong.MaxValue;
        while (bytes.Length >= Slices)
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            crc = _tables[7][crc & 0xff] ^ _tables[6][(crc >> 8) & 0xff] ^ _tables[5][(crc >> 16) & 0xff] ^ _tables[4][(crc >> 24) & 0xff]
                ^ _tables[3][(crc >> 32) & 0xff] ^ _tables[2][(crc >> 40) & 0xff] ^ _tables[1][(crc >> 48) & 0xff] ^ _tables[0][crc >> 56];
            bytes = bytes[Slices..];
        }

        foreach (var value in bytes)
        {
            crc = _tables[0][(crc ^ value) & 0xff] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static ulong[][] Tables()
    {
        var tables = new ulong[Slices][];
        tables[0] = new ulong[256];
        for (var value = 0; value < 256; value++)
        {
            var crc = (ulong)value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            tables[0][value] = crc;
        }

        for (var slice = 1; slice < Slices; slice++)
        {
            var before = tables[slice - 1];
            tables[slice] = Array.ConvertAll(before, crc => tables[0][crc & 0xff] ^ (crc >> 8));
        }

        return tables;
    }
}
