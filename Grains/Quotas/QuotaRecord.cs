using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>What an account's quota stores. The queue is not stored: who waits asks again, and says since when.</summary>
internal sealed record QuotaRecord
{
    public int Version { get; init; } = 1;

    /// <summary>At first the one that the cloud publishes: ten VPCs in each region.</summary>
    public IReadOnlyList<QuotaLimit> Limits { get; init; } = [new(QuotaKind.Vpcs, QuotaLimit.Each, "", 10)];

    public IReadOnlyList<QuotaLease> Leases { get; init; } = [];

    /// <summary>How long leases of a kind were held lately, in seconds, for estimates.</summary>
    public IReadOnlyDictionary<QuotaKind, double> HeldSeconds { get; init; } = new Dictionary<QuotaKind, double>();
}
