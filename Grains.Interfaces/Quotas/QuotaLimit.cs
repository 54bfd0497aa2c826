namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>A limit, as it can be changed at any time. Work that runs is never touched by a change.</summary>
/// <param name="Kind">What is limited.</param>
/// <param name="Region">Region id; empty for all regions together, <c>*</c> for each region by itself that has no limit of its own.</param>
/// <param name="Group">Resource group; empty for all groups together, <c>*</c> for each group by itself that has no limit of its own.</param>
/// <param name="Value">0 to 1,000,000; with 0 nothing new begins.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.limit")]
public sealed record QuotaLimit(QuotaKind Kind, string Region, string Group, int Value)
{
    /// <summary>Stands for each region or group by itself.</summary>
    public const string Each = "*";
}
