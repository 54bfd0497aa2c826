namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>A bucket.</summary>
public sealed record Bucket
{
    public string Name { get; init; } = "";

    /// <summary>Such as cn-beijing; the location on the wire is oss- and this.</summary>
    public string Region { get; init; } = "";

    public DateTimeOffset CreationDate { get; init; }

    public string StorageClass { get; init; } = "";

    public string ExtranetEndpoint { get; init; } = "";

    public string IntranetEndpoint { get; init; } = "";

    public string OwnerId { get; init; } = "";

    /// <summary>private, public-read …; only in BucketInfo.</summary>
    public string Acl { get; init; } = "";
}
