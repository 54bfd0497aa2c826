namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>What somebody needs before he goes on: all of it, or nothing.</summary>
/// <param name="Holder">Who asks, such as a job's id, or what several share. The same holder never counts twice for a kind.</param>
/// <param name="Kinds">What he needs one of each.</param>
/// <param name="Region">Where.</param>
/// <param name="Group">For which resource group.</param>
/// <param name="Since">Since when he has waited, so that his place survives a restart.</param>
/// <param name="Occasion">Tells uses apart that count by the week: each occasion counts anew.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.request")]
public sealed record QuotaRequest(string Holder, IReadOnlyList<QuotaKind> Kinds, string Region, string Group, DateTimeOffset Since, string Occasion = "");
