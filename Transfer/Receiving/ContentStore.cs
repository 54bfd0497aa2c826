using System.Collections.Concurrent;
using FleetMigrator.Transfer.Files;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>
/// Hashes of the content that arrived on one volume, taken while it was written and kept in a journal beside the volume's: what
/// is read again later, by the checksum verification or for the receipt, is compared with them.
/// </summary>
internal sealed class ContentStore(Journal journal) : IDisposable
{
    private readonly ConcurrentDictionary<ulong, UInt128> _ranges = new();
    private readonly Lock _gate = new();
    private ContentIndex? _stored;

    public Journal Journal { get; } = journal;

    public void RangeApplied(ulong key, UInt128 hash) => _ranges[key] = hash;

    /// <summary>Of a large file whose ranges are all there; zero when one of them is not known.</summary>
    public UInt128 OfLargeFile(UInt128 token, long size)
    {
        var whole = new ContentHash();
        for (long offset = 0; offset < size; offset += ContentHash.RangeLength)
        {
            var key = PathKey.OfRange(token, offset);
            // Not in memory when an earlier life of this process received it.
            if (!_ranges.TryRemove(key, out var hash) && (hash = Stored().Find(key)) == UInt128.Zero)
            {
                return UInt128.Zero;
            }

            whole.Append(offset / ContentHash.RangeLength, hash);
        }

        return whole.Value;
    }

    /// <summary>All that is known; 48 bytes an entry while the caller keeps it.</summary>
    public ContentIndex Index() => new(Journal.Latest());

    /// <summary>Gives back the memory of what an earlier life stored.</summary>
    public void EndRound()
    {
        lock (_gate)
        {
            _stored = null;
        }
    }

    public void Dispose() => Journal.Dispose();

    private ContentIndex Stored()
    {
        lock (_gate)
        {
            return _stored ??= Index();
        }
    }
}
