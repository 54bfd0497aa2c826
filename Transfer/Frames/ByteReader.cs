using System.Buffers.Binary;

namespace FleetMigrator.Transfer.Frames;

/// <summary>Reads little-endian fields of a payload; anything beyond its end is a <see cref="ProtocolException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    public readonly bool AtEnd => _rest.IsEmpty;
    public readonly int Left => _rest.Length;

    public byte Byte() => Bytes(1)[0];
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));
    public UInt128 UInt128() => BinaryPrimitives.ReadUInt128LittleEndian(Bytes(16));

    /// <summary>A length or an offset: never negative.</summary>
    public long Count()
    {
        var value = Int64();
        return value >= 0 ? value : throw new ProtocolException("a length or offset is negative");
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw new ProtocolException("a payload ends too early");
        }

        var part = _rest[..count];
        _rest = _rest[count..];
        return part;
    }

    public readonly void ExpectEnd()
    {
        if (!_rest.IsEmpty)
        {
            throw new ProtocolException("a payload is longer than its content");
        }
    }
}
