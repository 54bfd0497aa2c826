using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>Somebody in the queue. Memory only: whoever waits asks again.</summary>
/// <param name="Request">What he needs.</param>
/// <param name="AskedAt">When he asked last.</param>
internal sealed record Waiter(QuotaRequest Request, DateTimeOffset AskedAt);
