using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>What one holder has.</summary>
internal sealed record QuotaLease(string Holder, string Region, string Group, QuotaNeed Need, DateTimeOffset At);
