namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>An object in a list.</summary>
public sealed record ObjectSummary
{
    public string Key { get; init; } = "";

    public DateTimeOffset LastModified { get; init; }

    /// <summary>Without quotes.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public string StorageClass { get; init; } = "";

    /// <summary>Normal or Multipart.</summary>
    public string Type { get; init; } = "";
}
