using System.Runtime.InteropServices;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>What a journal held at one moment, by key.</summary>
internal sealed class ContentIndex(List<JournalRecord> sorted)
{
    /// <summary>Zero when it holds nothing of the key.</summary>
    public UInt128 Find(ulong key)
    {
        var at = CollectionsMarshal.AsSpan(sorted).BinarySearch<JournalRecord, ByKey>(new ByKey(key));
        return at >= 0 ? sorted[at].Identity : UInt128.Zero;
    }

    private readonly struct ByKey(ulong key) : IComparable<JournalRecord>
    {
        public int CompareTo(JournalRecord other) => key.CompareTo(other.Key);
    }
}
