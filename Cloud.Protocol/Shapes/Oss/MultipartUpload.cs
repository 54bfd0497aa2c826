namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>An upload that is under way.</summary>
public sealed record MultipartUpload
{
    public string Bucket { get; init; } = "";

    public string Key { get; init; } = "";

    public string UploadId { get; init; } = "";

    public DateTimeOffset Initiated { get; init; }
}
