namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>ListMultipartUploads.</summary>
public sealed record MultipartUploadList
{
    public string Bucket { get; init; } = "";

    public string Prefix { get; init; } = "";

    public string KeyMarker { get; init; } = "";

    public string UploadIdMarker { get; init; } = "";

    public string NextKeyMarker { get; init; } = "";

    public string NextUploadIdMarker { get; init; } = "";

    public int MaxUploads { get; init; }

    public bool IsTruncated { get; init; }

    public IReadOnlyList<MultipartUpload> Uploads { get; init; } = [];
}
