namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>How a region is started.</summary>
internal sealed record RegionOptions
{
    /// <summary>Folder that holds everything the region knows.</summary>
    public required string Data { get; init; }

    /// <summary>Port on loopback and, with a network, on the internet bridge. 0 takes the one of the last start, or a free one.</summary>
    public int Port { get; init; }

    /// <summary>False when there is no root: then there are no instances.</summary>
    public bool Network { get; init; } = true;

    /// <summary>Public images: id and the tar file of the root.</summary>
    public IReadOnlyDictionary<string, string> PublicImages { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Buckets that exist from the start: region and name.</summary>
    public IReadOnlyList<(string Region, string Bucket)> SeedBuckets { get; init; } = [];

    /// <summary>Regions whose buckets ENS reads: documented is only Beijing.</summary>
    public IReadOnlyList<string> EdgeImportRegions { get; init; } = ["cn-beijing"];

    /// <summary>The program that edge instances run in. Where it can't be found there are none.</summary>
    public string Emulator { get; init; } = "qemu-system-x86_64";

    /// <summary>False plays an account that never gave ECS the role for exports.</summary>
    public bool ExportRole { get; init; } = true;
}
