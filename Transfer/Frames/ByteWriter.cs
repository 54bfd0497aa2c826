using System.Buffers.Binary;

namespace FleetMigrator.Transfer.Frames;

/// <summary>A buffer that is filled front to back and used again and again.</summary>
internal sealed class ByteWriter(int capacity)
{
    private byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    /// <summary>What was written, to be changed in place.</summary>
    public Span<byte> Writable => _buffer.AsSpan(0, Length);

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Forgets what was written behind a point.</summary>
    public void CutTo(int length) => Length = Math.Min(Length, length);

    public ByteWriter Byte(byte value)
    {
        Reserve(1)[0] = value;
        return this;
    }

    public ByteWriter UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);
        return this;
    }

    public ByteWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);
        return this;
    }

    public ByteWriter Int32(int value) => UInt32((uint)value);

    public ByteWriter Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);
        return this;
    }

    public ByteWriter UInt64(ulong value) => Int64((long)value);

    public ByteWriter UInt128(UInt128 value)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(Reserve(16), value);
        return this;
    }

    public ByteWriter Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        return this;
    }

    /// <summary>Room for the caller to fill; <see cref="CutTo"/> gives back what it didn't use.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }

        var room = _buffer.AsSpan(Length, count);
        Length += count;
        return room;
    }

    public void PatchInt32(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(at), value);

    public void PatchUInt128(int at, UInt128 value) => BinaryPrimitives.WriteUInt128LittleEndian(_buffer.AsSpan(at), value);
}
