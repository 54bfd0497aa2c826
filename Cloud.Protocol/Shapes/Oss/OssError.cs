namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>The body of a failure.</summary>
public sealed record OssError
{
    public string Code { get; init; } = "";

    public string Message { get; init; } = "";

    public string RequestId { get; init; } = "";

    public string HostId { get; init; } = "";

    public string? BucketName { get; init; }

    public string? Key { get; init; }

    public string? OSSAccessKeyId { get; init; }

    public string? SignatureProvided { get; init; }

    public string? StringToSign { get; init; }

    public string? CanonicalRequest { get; init; }

    /// <summary>Finer code.</summary>
    public string? EC { get; init; }
}
