using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>
/// The order in which those who wait are served, until something changes. Groups take turns: what a group holds already counts
/// as turns that it has had, so that a large group cannot push a small one aside.
/// </summary>
internal sealed class QuotaQueue
{
    private readonly Dictionary<Bucket, IReadOnlyList<DateTimeOffset>> _ends = [];
    private readonly Dictionary<Bucket, List<string>> _places = [];

    public QuotaQueue(IReadOnlyCollection<Waiter> waiters, Func<Bucket, int> used, Func<QuotaRequest, Bucket?> fullFor)
    {
        Order =
        [
            .. waiters.GroupBy(waiter => (Kind: waiter.Request.Kinds[0], waiter.Request.Group))
                .SelectMany(group => group
                    .OrderBy(waiter => waiter.Request.Since).ThenBy(waiter => waiter.Request.Holder, StringComparer.Ordinal)
                    .Select((waiter, index) => (Waiter: waiter, Turn: used(new Bucket(group.Key.Kind, "", group.Key.Group)) + index)))
                .OrderBy(entry => entry.Turn).ThenBy(entry => entry.Waiter.Request.Since).ThenBy(entry => entry.Waiter.Request.Holder, StringComparer.Ordinal)
                .Select(entry => entry.Waiter),
        ];
        foreach (var waiter in Order)
        {
            if (fullFor(waiter.Request) is { } bucket)
            {
                if (!_places.TryGetValue(bucket, out var places))
                {
                    _places[bucket] = places = [];
                }

                places.Add(waiter.Request.Holder);
            }
        }
    }

    /// <summary>Who waits, the next one first.</summary>
    public IReadOnlyList<Waiter> Order { get; }

    /// <summary>The place of a holder among those who wait for the same bucket, from 1, and how many they are.</summary>
    public (int Place, int Waiting) PlaceOf(string holder, Bucket bucket)
        => (_places[bucket].IndexOf(holder) + 1, _places[bucket].Count);

    /// <summary>When those in a bucket will probably have ended, counted once.</summary>
    public IReadOnlyList<DateTimeOffset> EndsOf(Bucket bucket, Func<IReadOnlyList<DateTimeOffset>> count)
        => _ends.TryGetValue(bucket, out var known) ? known : _ends[bucket] = count();
}
