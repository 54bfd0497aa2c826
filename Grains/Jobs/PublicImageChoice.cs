using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Which public image the intermediate instance starts from: the named one, else the newest Debian, else the newest of all.</summary>
internal static class PublicImageChoice
{
    /// <summary>The image, or null when there is none.</summary>
    /// <param name="images">What the region offers.</param>
    /// <param name="wanted">An id that the configuration names, or empty.</param>
    public static CloudImage? Pick(IReadOnlyList<CloudImage> images, string wanted)
        => wanted.Length > 0
            ? images.FirstOrDefault(candidate => candidate.Id == wanted)
            : images.OrderByDescending(candidate => candidate.Platform.Equals("Debian", StringComparison.OrdinalIgnoreCase))
                .ThenByDescending(candidate => candidate.Id, StringComparer.Ordinal).FirstOrDefault();
}
