namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>A part of an upload.</summary>
public sealed record Part
{
    /// <summary>1 to 10,000.</summary>
    public int Number { get; init; }

    /// <summary>Without quotes.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public DateTimeOffset LastModified { get; init; }

    public string HashCrc64Ecma { get; init; } = "";
}
