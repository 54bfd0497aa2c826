namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>Limits, use and queue of an account.</summary>
/// <param name="Limits">As they were set.</param>
/// <param name="Uses">Where something is in use or limited.</param>
/// <param name="Waiting">The queue, in the order in which it is served.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.view")]
public sealed record QuotaView(IReadOnlyList<QuotaLimit> Limits, IReadOnlyList<QuotaUse> Uses, IReadOnlyList<WaitingHolder> Waiting);
