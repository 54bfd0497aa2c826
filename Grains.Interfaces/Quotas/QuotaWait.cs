namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>A holder in the queue.</summary>
/// <param name="Holder">Who waits.</param>
/// <param name="Region">Where.</param>
/// <param name="Group">Its resource group.</param>
/// <param name="Limit">The limit that it waits for.</param>
/// <param name="Used">How much of that limit is taken.</param>
/// <param name="Place">1 is next, by the fair order among resource groups.</param>
/// <param name="Estimate">How long it will wait, as far as what was held before tells; null while nothing tells.</param>
/// <param name="Since">UTC.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.wait")]
public sealed record QuotaWait(
    string Holder, string Region, string Group, QuotaLimit Limit, int Used, int Place, TimeSpan? Estimate, DateTimeOffset Since)
{
    /// <summary>All of it in one sentence.</summary>
    public override string ToString()
    {
        var part = (Limit.Region, Limit.Group) switch
        {
            ("", "") => "",
            (var region, "") => $" in {region}",
            ("", var group) => $" of resource group {group}",
            var (region, group) => $" of resource group {group} in {region}",
        };
        var estimate = Estimate is { } time ? $", about {Math.Max(1, Math.Ceiling(time.TotalMinutes)):0} min" : "";
        return $"Waits for the quota {Limit.Kind}{part}: {Used} of {Limit.Most} are taken; place {Place} in the queue{estimate}.";
    }
}
