namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>How far something is used.</summary>
/// <param name="Kind">What.</param>
/// <param name="Region">Region, or empty for all together.</param>
/// <param name="Group">Resource group, or empty for all together.</param>
/// <param name="Used">How many; above the limit only after it was lowered.</param>
/// <param name="Limit">The limit, or null where there is none.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.use")]
public sealed record QuotaUse(QuotaKind Kind, string Region, string Group, int Used, int? Limit);
