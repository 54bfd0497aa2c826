using System.Buffers.Binary;

namespace FleetMigrator.Transfer.Frames;

/// <summary>What the receiver answers to a <see cref="Preface"/>: 32 bytes.</summary>
public readonly record struct PrefaceReply(Admission Admission, long Epoch)
{
    public const int Size = 32;

    private static ReadOnlySpan<byte> Magic => "FLEETMV\r"u8;

    public void Write(Span<byte> target)
    {
        target = target[..Size];
        target.Clear();
        Magic.CopyTo(target);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], Preface.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[10..], (ushort)Admission);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Epoch);
        BinaryPrimitives.WriteUInt32LittleEndian(target[28..], Crc32C.Of(target[..28]));
    }

    /// <summary>Reads and checks a reply.</summary>
    /// <exception cref="ProtocolException">Not one of ours.</exception>
    public static PrefaceReply Parse(ReadOnlySpan<byte> source)
    {
        source = source[..Size];
        if (!source.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(source[28..]) != Crc32C.Of(source[..28]))
        {
            throw new ProtocolException("the receiver's first answer is not valid");
        }

        return new PrefaceReply((Admission)BinaryPrimitives.ReadUInt16LittleEndian(source[10..]), BinaryPrimitives.ReadInt64LittleEndian(source[16..]));
    }
}
