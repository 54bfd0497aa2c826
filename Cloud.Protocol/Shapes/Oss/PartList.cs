namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>ListParts.</summary>
public sealed record PartList
{
    public string Bucket { get; init; } = "";

    public string Key { get; init; } = "";

    public string UploadId { get; init; } = "";

    public int PartNumberMarker { get; init; }

    public int NextPartNumberMarker { get; init; }

    public int MaxParts { get; init; }

    public bool IsTruncated { get; init; }

    public IReadOnlyList<Part> Parts { get; init; } = [];
}
