using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>One use of a kind, as stored. When it ends is memory only, but for what counts by the week.</summary>
internal sealed record QuotaLease(QuotaKind Kind, string Holder, string Region, string Group, DateTimeOffset GrantedAt);
