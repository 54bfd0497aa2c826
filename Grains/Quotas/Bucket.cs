using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>Where uses are counted together; empty means all regions or all groups.</summary>
internal readonly record struct Bucket(QuotaKind Kind, string Region, string Group)
{
    /// <summary>Everywhere that one use counts.</summary>
    public static IEnumerable<Bucket> Of(QuotaKind kind, string region, string group)
        => new Bucket[] { new(kind, "", ""), new(kind, region, ""), new(kind, "", group), new(kind, region, group) }.Distinct();

    /// <summary>Whether a use counts here.</summary>
    public bool Holds(QuotaLease lease)
        => lease.Kind == Kind && (Region.Length == 0 || lease.Region == Region) && (Group.Length == 0 || lease.Group == Group);
}
