using System.Buffers.Binary;
using System.IO.Hashing;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Files;

/// <summary>
/// What names one state of one entry: equal identities mean that nothing has to be sent. It holds what changes with every write
/// (ctime can't be set back), so it needs no comparison of content; inequality counts, never "newer".
/// </summary>
internal static class EntryIdentity
{
    /// <summary>Stands for "don't remember this": the entry changed while it was read.</summary>
    public static readonly UInt128 None = UInt128.Zero;

    private const int FixedLength = 48;
    private const int Inline = 1024;

    public static UInt128 Of(int volume, ReadOnlySpan<byte> path, in FileStat stat)
    {
        var length = FixedLength + path.Length;
        var buffer = length <= Inline ? stackalloc byte[Inline] : new byte[length];
        BinaryPrimitives.WriteInt32LittleEndian(buffer, volume);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[4..], stat.Mode);
        BinaryPrimitives.WriteUInt64LittleEndian(buffer[8..], stat.Inode);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[16..], stat.Size);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[24..], stat.Changed.Seconds);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[32..], stat.Changed.Nanoseconds);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[36..], stat.Modified.Seconds);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[44..], stat.Modified.Nanoseconds);
        path.CopyTo(buffer[FixedLength..]);
        return XxHash128.HashToUInt128(buffer[..length]);
    }

    /// <summary>Of a range of a large file in the state that the token names.</summary>
    public static UInt128 OfRange(UInt128 token, long offset)
    {
        Span<byte> buffer = stackalloc byte[24];
        BinaryPrimitives.WriteUInt128LittleEndian(buffer, token);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[16..], offset);
        return XxHash128.HashToUInt128(buffer, seed: 1);
    }
}
