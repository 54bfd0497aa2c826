namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>Where edge images can be stored.</summary>
public static class ImageRegions
{
    /// <summary>Region ids and their names, as they are offered and accepted.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cn-beijing"] = "China (Beijing)",
        ["ap-southeast-1"] = "Singapore",
    };
}
