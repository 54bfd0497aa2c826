using System.Buffers.Binary;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>Keys of the paths that a round's scan of one volume saw.</summary>
internal sealed class SeenPaths
{
    private readonly Lock _gate = new();
    private readonly List<ulong> _keys = [];
    private ulong _sum;

    public void Add(ReadOnlySpan<byte> keys)
    {
        lock (_gate)
        {
            for (; keys.Length >= sizeof(ulong); keys = keys[sizeof(ulong)..])
            {
                var key = BinaryPrimitives.ReadUInt64LittleEndian(keys);
                _keys.Add(key);
                _sum += key;
            }
        }
    }

    /// <summary>Sorted, and known to be complete: deleting by a list with a gap would be a disaster.</summary>
    /// <exception cref="ProtocolException">Some are missing.</exception>
    public ulong[] Complete(long count, ulong sum)
    {
        lock (_gate)
        {
            if (_keys.Count != count || _sum != sum)
            {
                throw new ProtocolException($"{_keys.Count} of {count} seen paths have arrived");
            }

            var keys = _keys.ToArray();
            Array.Sort(keys);
            return keys;
        }
    }
}
