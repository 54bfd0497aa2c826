namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A disk of an image.</summary>
public sealed record ImageDisk
{
    public string Device { get; init; } = "";

    /// <summary>system or data.</summary>
    public string Type { get; init; } = "";

    /// <summary>GiB, as text.</summary>
    public string Size { get; init; } = "";

    public string? SnapshotId { get; init; }

    public string? Format { get; init; }

    public string? Progress { get; init; }

    public int? RemainTime { get; init; }

    public string? ImportOSSBucket { get; init; }

    public string? ImportOSSObject { get; init; }

    public bool? Encrypted { get; init; }
}
