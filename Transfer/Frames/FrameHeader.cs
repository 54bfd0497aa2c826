using System.Buffers.Binary;
using System.IO.Hashing;

namespace FleetMigrator.Transfer.Frames;

/// <summary>The 32 bytes in front of every payload. Checked as a whole before its length is believed.</summary>
public readonly record struct FrameHeader(int Length, FrameType Type, FrameCodec Codec, ushort Flags, uint Sequence, int RawLength, ulong PayloadHash)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 32;

    /// <summary>No payload is larger, packed or not: what a hostile peer can make us allocate.</summary>
    public const int MaxPayload = 4 * 1024 * 1024;

    /// <summary>A receiver that doesn't know the type of such a frame ends the connection; others it skips.</summary>
    public const ushort Critical = 1;

    /// <summary>The header for a payload as it goes over the wire.</summary>
    public static FrameHeader For(FrameType type, FrameCodec codec, uint sequence, int rawLength, ReadOnlySpan<byte> payload)
        => new(payload.Length, type, codec, Critical, sequence, rawLength, XxHash3.HashToUInt64(payload));

    /// <summary>Writes all 32 bytes.</summary>
    public void Write(Span<byte> target)
    {
        target = target[..Size];
        BinaryPrimitives.WriteInt32LittleEndian(target, Length);
        target[4] = (byte)Type;
        target[5] = (byte)Codec;
        BinaryPrimitives.WriteUInt16LittleEndian(target[6..], Flags);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], Sequence);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], RawLength);
        BinaryPrimitives.WriteUInt64LittleEndian(target[16..], PayloadHash);
        BinaryPrimitives.WriteUInt32LittleEndian(target[24..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(target[28..], Crc32C.Of(target[..28]));
    }

    /// <summary>Reads and checks a header.</summary>
    /// <exception cref="ProtocolException">Checksum, lengths, codec or reserved bytes are wrong.</exception>
    public static FrameHeader Parse(ReadOnlySpan<byte> source)
    {
        source = source[..Size];
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[28..]) != Crc32C.Of(source[..28]))
        {
            throw new ProtocolException("a frame header has a wrong checksum");
        }

        var header = new FrameHeader(
            BinaryPrimitives.ReadInt32LittleEndian(source),
            (FrameType)source[4],
            (FrameCodec)source[5],
            BinaryPrimitives.ReadUInt16LittleEndian(source[6..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[12..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[16..]));
        var lengths = header.Length is >= 0 and <= MaxPayload && header.RawLength is >= 0 and <= MaxPayload;
        var codec = header.Codec == FrameCodec.Stored ? header.Length == header.RawLength : header.Codec == FrameCodec.Zstandard && header.Length > 0;
        var reserved = BinaryPrimitives.ReadUInt32LittleEndian(source[24..]) == 0;
        return lengths && codec && reserved ? header : throw new ProtocolException($"a frame header is not valid: {header}");
    }
}
