namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>CompleteMultipartUpload’s answer.</summary>
public sealed record CompletedUpload
{
    public string Location { get; init; } = "";

    public string Bucket { get; init; } = "";

    public string Key { get; init; } = "";

    /// <summary>Without quotes.</summary>
    public string ETag { get; init; } = "";
}
