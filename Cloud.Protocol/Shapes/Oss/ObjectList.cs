namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>ListObjectsV2.</summary>
public sealed record ObjectList
{
    public string Bucket { get; init; } = "";

    public string Prefix { get; init; } = "";

    public string Delimiter { get; init; } = "";

    public int MaxKeys { get; init; }

    public int KeyCount { get; init; }

    public bool IsTruncated { get; init; }

    public string ContinuationToken { get; init; } = "";

    public string NextContinuationToken { get; init; } = "";

    public string StartAfter { get; init; } = "";

    /// <summary>Whether keys are percent-encoded on the wire.</summary>
    public bool UrlEncoded { get; init; }

    public IReadOnlyList<ObjectSummary> Objects { get; init; } = [];

    public IReadOnlyList<string> CommonPrefixes { get; init; } = [];
}
