using System.IO.Hashing;
using ZstdSharp;

namespace FleetMigrator.Transfer.Frames;

/// <summary>Reads frames of one direction of one connection. Holds at most twice the largest payload.</summary>
internal sealed class FrameReader(Stream stream) : IDisposable
{
    private readonly byte[] _head = new byte[FrameHeader.Size];
    private readonly Decompressor _decompressor = new();
    private byte[] _wire = new byte[64 * 1024];
    private byte[] _raw = [];
    private uint _sequence;

    /// <summary>Type of the frame last read.</summary>
    public FrameType Type { get; private set; }

    /// <summary>Bytes on the wire of the frames so far.</summary>
    public long WireBytes { get; private set; }

    /// <summary>The next frame's payload, unpacked; valid until the next call.</summary>
    /// <exception cref="ProtocolException">The frame is not valid.</exception>
    /// <exception cref="EndOfStreamException">The stream ended.</exception>
    public ReadOnlySpan<byte> Read()
    {
        for (; ; )
        {
            stream.ReadExactly(_head);
            var header = FrameHeader.Parse(_head);
            if (header.Sequence != _sequence++)
            {
                throw new ProtocolException($"frame {header.Sequence} came where {_sequence - 1} was due");
            }

            var payload = ReadPayload(header);
            if (Enum.IsDefined(header.Type) && header.Type != FrameType.None)
            {
                return payload;
            }

            // A newer peer may say things that this end needn't understand, and marks what it must.
            if ((header.Flags & FrameHeader.Critical) != 0)
            {
                throw new ProtocolException($"a frame has the unknown type {(byte)header.Type}");
            }
        }
    }

    public void Dispose() => _decompressor.Dispose();

    private ReadOnlySpan<byte> ReadPayload(FrameHeader header)
    {
        Grow(ref _wire, header.Length);
        var wire = _wire.AsSpan(0, header.Length);
        stream.ReadExactly(wire);
        if (XxHash3.HashToUInt64(wire) != header.PayloadHash)
        {
            throw new ProtocolException("a frame's payload has a wrong hash");
        }

        Type = header.Type;
        WireBytes += FrameHeader.Size + header.Length;
        return header.Codec == FrameCodec.Stored ? wire : Unpack(wire, header.RawLength);
    }

    private ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> wire, int rawLength)
    {
        Grow(ref _raw, rawLength);
        try
        {
            // The target is exactly as long as announced: a bomb can't unpack to more.
            var length = _decompressor.Unwrap(wire, _raw.AsSpan(0, rawLength));
            return length == rawLength ? _raw.AsSpan(0, rawLength) : throw new ProtocolException("a payload unpacks to another length than announced");
        }
        catch (ZstdException error)
        {
            throw new ProtocolException($"a payload can't be unpacked: {error.Message}");
        }
    }

    private static void Grow(ref byte[] buffer, int needed)
    {
        if (buffer.Length < needed)
        {
            buffer = new byte[Math.Min(FrameHeader.MaxPayload, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed))];
        }
    }
}
