using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>What the quotas of an account store. The queue is not stored: who waits asks again, with the time since when.</summary>
internal sealed record QuotaRecord
{
    public int Version { get; init; } = 1;

    public IReadOnlyList<QuotaLimit> Limits { get; init; } = [];

    public IReadOnlyList<QuotaLease> Leases { get; init; } = [];

    /// <summary>What counts for a time, whatever becomes of its holder.</summary>
    public IReadOnlyList<QuotaLease> Spent { get; init; } = [];

    /// <summary>How long a thing of each kind was held of late, in seconds.</summary>
    public IReadOnlyDictionary<QuotaKind, double> Held { get; init; } = new Dictionary<QuotaKind, double>();
}
