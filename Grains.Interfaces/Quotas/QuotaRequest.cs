namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>What a holder must have before it goes on: all of it or nothing.</summary>
/// <param name="Holder">Id of a grain that is an <see cref="IQuotaHolder"/>.</param>
/// <param name="Region">Where.</param>
/// <param name="Group">Its resource group.</param>
/// <param name="Needs">All that it needs now, what it has already included.</param>
/// <param name="Since">Since when it wants this: its place in the queue survives a crash by it.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.request")]
public sealed record QuotaRequest(string Holder, string Region, string Group, IReadOnlyList<QuotaNeed> Needs, DateTimeOffset Since);
