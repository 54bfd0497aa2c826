using System.Buffers.Binary;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>One line of a <see cref="Journal"/>: u64 key, u128 identity (zero: forget the key), u32 zero, u32 CRC-32C.</summary>
/// <param name="Key">Of the path, or of a large file's range.</param>
/// <param name="Identity">Of the state that is finished.</param>
/// <param name="Order">Place in the file; not stored.</param>
internal readonly record struct JournalRecord(ulong Key, UInt128 Identity, uint Order = 0)
{
    public const int Size = 32;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target, Key);
        BinaryPrimitives.WriteUInt128LittleEndian(target[8..], Identity);
        BinaryPrimitives.WriteUInt32LittleEndian(target[24..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(target[28..], Crc32C.Of(target[..28]));
    }

    public static bool TryRead(ReadOnlySpan<byte> source, uint order, out JournalRecord record)
    {
        record = new JournalRecord(BinaryPrimitives.ReadUInt64LittleEndian(source), BinaryPrimitives.ReadUInt128LittleEndian(source[8..]), order);
        return BinaryPrimitives.ReadUInt32LittleEndian(source[28..]) == Crc32C.Of(source[..28]);
    }
}
