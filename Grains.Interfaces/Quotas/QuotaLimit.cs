namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>At most so many of a kind, in a part of an account. Where several limits cover the same thing, all of them must have room.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Most">0 to 1,000,000; 0 lets nothing new begin.</param>
/// <param name="Region">Only in this region; empty for all regions together.</param>
/// <param name="Group">Only of this resource group; empty for all groups together.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.limit")]
public sealed record QuotaLimit(QuotaKind Kind, int Most, string Region = "", string Group = "")
{
    /// <summary>Whether both limit the same part, whatever their numbers.</summary>
    public bool IsOfSamePart(QuotaLimit other) => Kind == other.Kind && Region == other.Region && Group == other.Group;

    /// <summary>Whether something of this kind, in this region and group, counts here.</summary>
    public bool Covers(QuotaKind kind, string region, string group)
        => Kind == kind && (Region.Length == 0 || Region == region) && (Group.Length == 0 || Group == group);
}
