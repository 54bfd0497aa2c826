using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>The regions that this process plays, each with two zones.</summary>
internal static class Geography
{
    public static readonly IReadOnlyList<(string Id, string Name)> Regions =
    [
        ("cn-beijing", "China (Beijing)"),
        ("cn-hangzhou", "China (Hangzhou)"),
        ("ap-southeast-1", "Singapore"),
    ];

    public static string Require(string region) => Regions.Any(known => known.Id == region)
        ? region
        : throw GatewayErrors.UnknownRegion.Because($"The region \"{region}\" does not exist.");

    /// <summary>Mainland zones end in <c>-h</c>, others in <c>a</c> without a hyphen, as in the original.</summary>
    public static IReadOnlyList<string> Zones(string region) => region.StartsWith("cn-", StringComparison.Ordinal)
        ? [region + "-h", region + "-k"]
        : [region + "a", region + "b"];

    public static string RequireZone(string region, string zone) => Zones(region).Contains(zone)
        ? zone
        : throw VpcErrors.ZoneNotFound.Because($"The zone \"{zone}\" does not exist in {region}.");
}
