using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>What the receiver has: sorted identities, 16 bytes each.</summary>
internal sealed class HaveSet
{
    /// <summary>A receiver that sends more is broken: it would be 16 GiB.</summary>
    private const int Most = 1 << 30;

    private UInt128[] _identities = new UInt128[1024];
    private int _count;

    public int Count => _count;

    public void Add(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        while (!reader.AtEnd)
        {
            if (_count == _identities.Length)
            {
                Array.Resize(ref _identities, _count < Most ? _count * 2 : throw new ProtocolException("the receiver has too many entries"));
            }

            _identities[_count++] = reader.UInt128();
        }
    }

    public void Seal() => Array.Sort(_identities, 0, _count);

    public bool Contains(UInt128 identity) => Array.BinarySearch(_identities, 0, _count, identity) >= 0;
}
