namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>A limit and how it is used.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Used">How much is taken; above <see cref="QuotaLimit.Most"/> only after the limit was lowered.</param>
/// <param name="Waiting">How many wait for this limit.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.use")]
public sealed record QuotaUse(QuotaLimit Limit, int Used, int Waiting);
