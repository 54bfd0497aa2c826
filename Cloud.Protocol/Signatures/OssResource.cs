namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>What an OSS request is about.</summary>
/// <param name="Bucket">Empty for a call to the service itself.</param>
/// <param name="Key">Decoded; empty for a call to the bucket itself.</param>
public sealed record OssResource(string Bucket, string Key)
{
    /// <summary>The service itself: ListBuckets.</summary>
    public static readonly OssResource Service = new("", "");

    /// <summary>From an escaped path whose first segment is the bucket (path style). Slashes alone mean the service.</summary>
    public static OssResource FromPath(string path)
    {
        var rest = path.StartsWith('/') ? path[1..] : path;
        if (rest.Trim('/').Length == 0)
        {
            return Service;
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new(PercentEncoding.Decode(rest, plusIsSpace: false), "")
            : new(PercentEncoding.Decode(rest[..slash], plusIsSpace: false), PercentEncoding.Decode(rest[(slash + 1)..], plusIsSpace: false));
    }

    /// <summary>From an escaped path below a host name that begins with the bucket (virtual-host style).</summary>
    public static OssResource FromHost(string bucket, string path)
        => new(bucket, PercentEncoding.Decode(path.StartsWith('/') ? path[1..] : path, plusIsSpace: false));

    /// <summary>The escaped path in path style.</summary>
    public string PathStyle => Bucket.Length == 0 ? "/" : $"/{PercentEncoding.Encode(Bucket)}/{PercentEncoding.EncodePath(Key)}";

    /// <summary>The escaped path below the bucket's own host name.</summary>
    public string HostStyle => "/" + PercentEncoding.EncodePath(Key);

    /// <summary>The unescaped form that OSS version 1 signs.</summary>
    internal string Plain => Bucket.Length == 0 ? "/" : $"/{Bucket}/{Key}";
}
