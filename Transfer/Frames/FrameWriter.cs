using FleetMigrator.Transfer.Compression;

namespace FleetMigrator.Transfer.Frames;

/// <summary>Writes frames of one direction of one connection; may be called from several threads.</summary>
internal sealed class FrameWriter(Stream stream, PayloadCompressor? compressor = null) : IDisposable
{
    private readonly Lock _gate = new();
    private byte[] _buffer = new byte[64 * 1024];
    private uint _sequence;

    /// <summary>Sends one frame, packed if that pays.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public void Write(FrameType type, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            WriteHere(type, payload);
        }
    }

    /// <summary>Says that this end is alive, unless it is just saying something else.</summary>
    public void Ping()
    {
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            WriteHere(FrameType.Ping, default);
        }
        finally
        {
            _gate.Exit();
        }
    }

    public void Dispose() => compressor?.Dispose();

    private void WriteHere(FrameType type, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > FrameHeader.MaxPayload)
        {
            throw new ProtocolException($"a payload of {payload.Length} bytes is too long for a frame");
        }

        if (_buffer.Length < FrameHeader.Size + payload.Length)
        {
            _buffer = new byte[FrameHeader.Size + payload.Length];
        }

        var room = _buffer.AsSpan(FrameHeader.Size, payload.Length);
        var packed = compressor?.Pack(payload, room) ?? 0;
        if (packed == 0)
        {
            payload.CopyTo(room);
        }

        var wire = room[..(packed > 0 ? packed : payload.Length)];
        FrameHeader.For(type, packed > 0 ? FrameCodec.Zstandard : FrameCodec.Stored, _sequence++, payload.Length, wire).Write(_buffer);
        var started = compressor?.Started() ?? 0;
        stream.Write(_buffer, 0, FrameHeader.Size + wire.Length);
        compressor?.Wrote(started);
    }
}
