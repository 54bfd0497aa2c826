namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>ListBuckets.</summary>
public sealed record BucketList
{
    public string Prefix { get; init; } = "";

    public string Marker { get; init; } = "";

    public int MaxKeys { get; init; }

    public bool IsTruncated { get; init; }

    public string NextMarker { get; init; } = "";

    public string OwnerId { get; init; } = "";

    public IReadOnlyList<Bucket> Buckets { get; init; } = [];
}
