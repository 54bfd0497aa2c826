namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>Somebody in the queue.</summary>
/// <param name="Holder">Who, such as a job's id.</param>
/// <param name="Group">For which resource group.</param>
/// <param name="Since">Since when.</param>
/// <param name="Wait">What for.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.waiting")]
public sealed record WaitingHolder(string Holder, string Group, DateTimeOffset Since, QuotaWait Wait);
