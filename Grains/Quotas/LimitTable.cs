using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>The limits of an account: a named region or group goes before <c>*</c>.</summary>
internal sealed class LimitTable(IEnumerable<QuotaLimit> limits)
{
    private readonly Dictionary<Bucket, int> _values = limits.ToDictionary(limit => new Bucket(limit.Kind, limit.Region, limit.Group), limit => limit.Value);

    public IReadOnlyList<QuotaLimit> All
        => [.. _values.Select(entry => new QuotaLimit(entry.Key.Kind, entry.Key.Region, entry.Key.Group, entry.Value))
            .OrderBy(limit => limit.Kind).ThenBy(limit => limit.Region, StringComparer.Ordinal).ThenBy(limit => limit.Group, StringComparer.Ordinal)];

    public void Set(QuotaLimit limit) => _values[new Bucket(limit.Kind, limit.Region, limit.Group)] = limit.Value;

    public void Remove(QuotaKind kind, string region, string group) => _values.Remove(new Bucket(kind, region, group));

    /// <summary>The limit of a bucket, or null.</summary>
    public int? Of(Bucket bucket)
    {
        foreach (var region in Names(bucket.Region))
        {
            foreach (var group in Names(bucket.Group))
            {
                if (_values.TryGetValue(bucket with { Region = region, Group = group }, out var value))
                {
                    return value;
                }
            }
        }

        return null;
    }

    private static string[] Names(string name) => name.Length == 0 ? [name] : [name, QuotaLimit.Each];
}
