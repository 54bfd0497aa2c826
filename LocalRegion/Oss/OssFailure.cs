namespace FleetMigrator.LocalRegion.Oss;

/// <summary>An answer other than success, in the object store's words.</summary>
internal sealed class OssFailure(int status, string code, string message, params (string Name, string Value)[] details) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Elements beside code and message, such as <c>Key</c> or <c>BucketName</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; } = details;

    public static OssFailure NoSuchBucket(string bucket)
        => new(404, "NoSuchBucket", "The specified bucket does not exist.", ("BucketName", bucket));

    public static OssFailure NoSuchKey(string key)
        => new(404, "NoSuchKey", "The specified key does not exist.", ("Key", key));

    public static OssFailure NoSuchUpload(string uploadId)
        => new(404, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", ("UploadId", uploadId));

    public static OssFailure InvalidArgument(string message, string name, string value)
        => new(400, "InvalidArgument", message, ("ArgumentName", name), ("ArgumentValue", value));

    public static OssFailure AccessDenied(string message) => new(403, "AccessDenied", message);
}
