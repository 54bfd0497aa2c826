using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Which instance type is taken: the named one, else the first in stock of the published order.</summary>
internal static class OfferChoice
{
    private const int BurstableT6 = 4;
    private const int BurstableT5 = 5;
    private const int Others = 7;

    /// <summary>The offer to take, or null when nothing fits.</summary>
    /// <param name="offers">What is in stock.</param>
    /// <param name="type">A type that a person named, or empty.</param>
    /// <param name="zone">The zone of a vSwitch that a person named, or null.</param>
    public static InstanceOffer? Pick(IReadOnlyList<InstanceOffer> offers, string type, string? zone)
        => offers
            .Where(offer => (type.Length == 0 || offer.Type == type) && (zone is null || offer.Zone == zone))
            .OrderBy(Rank).ThenBy(offer => offer.Cpus).ThenBy(offer => offer.MemoryGib)
            .ThenBy(offer => offer.Type, StringComparer.Ordinal).ThenBy(offer => offer.Zone, StringComparer.Ordinal)
            .FirstOrDefault();

    private static int Rank(InstanceOffer offer) => (Family(offer.Type), offer.Cpus, offer.MemoryGib) switch
    {
        ("t6", _, _) => BurstableT6,
        ("t5", _, _) => BurstableT5,
        (_, 1, 2) => 0,
        (_, 1, 4) => 1,
        (_, 2, 2) => 2,
        (_, 2, 4) => 3,
        (_, 2, 8) => 6,
        _ => Others,
    };

    // "ecs.t6-c1m2.large" and "ecs.t5-lc1m1.small" are of the burstable families.
    private static string Family(string type)
    {
        var name = type.StartsWith("ecs.", StringComparison.Ordinal) ? type[4..] : type;
        return name.Split('-', '.')[0];
    }
}
