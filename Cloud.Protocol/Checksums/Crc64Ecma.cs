using System.Buffers.Binary;

namespace FleetMigrator.Cloud.Protocol.Checksums;

/// <summary>
/// The checksum of <c>x-oss-hash-crc64ecma</c>: reflected ECMA-182, all ones in and out (known by others as CRC-64/XZ).
/// The platform's Crc64 is the unreflected kind with other ends, so its values differ.
/// </summary>
public sealed class Crc64Ecma
{
    private const ulong Polynomial = 0xC96C5795D7870F42;
    private static readonly ulong[][] Tables = MakeTables();
    private ulong _state = ulong.MaxValue;

    /// <summary>The checksum of everything appended so far.</summary>
    public ulong Value => ~_state;

    /// <summary>The checksum of one piece.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc64Ecma();
        crc.Append(bytes);
        return crc.Value;
    }

    /// <summary>The checksum of two pieces from theirs, without their bytes: how parts become an object.</summary>
    /// <param name="first">Of the first piece.</param>
    /// <param name="second">Of the second piece.</param>
    /// <param name="secondBytes">Length of the second piece.</param>
    public static ulong Combine(ulong first, ulong second, long secondBytes)
    {
        // Appending n zero bytes is linear over GF(2): square the one-zero-bit operator and apply those whose bit is set in n.
        var power = OneZeroBit();
        power = Square(Square(Square(power)));
        for (var rest = secondBytes; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                first = Apply(power, first);
            }

            power = Square(power);
        }

        return first ^ second;
    }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _state;
        while (bytes.Length >= 8)
        {
            var word = crc ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            crc = Tables[7][(byte)word] ^ Tables[6][(byte)(word >> 8)] ^ Tables[5][(byte)(word >> 16)] ^ Tables[4][(byte)(word >> 24)]
                ^ Tables[3][(byte)(word >> 32)] ^ Tables[2][(byte)(word >> 40)] ^ Tables[1][(byte)(word >> 48)] ^ Tables[0][(byte)(word >> 56)];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            crc = Tables[0][(byte)(crc ^ value)] ^ (crc >> 8);
        }

        _state = crc;
    }

    private static ulong[][] MakeTables()
    {
        var tables = new ulong[8][];
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

        for (var slice = 1; slice < 8; slice++)
        {
            tables[slice] = new ulong[256];
            for (var value = 0; value < 256; value++)
            {
                var previous = tables[slice - 1][value];
                tables[slice][value] = tables[0][(byte)previous] ^ (previous >> 8);
            }
        }

        return tables;
    }

    private static ulong[] OneZeroBit()
    {
        var matrix = new ulong[64];
        matrix[0] = Polynomial;
        for (var bit = 1; bit < 64; bit++)
        {
            matrix[bit] = 1UL << (bit - 1);
        }

        return matrix;
    }

    private static ulong[] Square(ulong[] matrix)
    {
        var square = new ulong[64];
        for (var bit = 0; bit < 64; bit++)
        {
            square[bit] = Apply(matrix, matrix[bit]);
        }

        return square;
    }

    private static ulong Apply(ulong[] matrix, ulong vector)
    {
        var sum = 0UL;
        for (var bit = 0; vector != 0; bit++, vector >>= 1)
        {
            if ((vector & 1) != 0)
            {
                sum ^= matrix[bit];
            }
        }

        return sum;
    }
}
