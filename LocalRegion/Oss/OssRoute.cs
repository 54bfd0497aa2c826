using System.Text.RegularExpressions;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Which bucket and key a request names: by its host if that is one of the store's, otherwise by its path.</summary>
internal sealed partial record OssRoute(OssResource Resource, string? HostRegion)
{
    public static OssRoute Find(WireRequest wire)
    {
        var match = StoreHost().Match(wire.Header("Host") ?? "");
        if (!match.Success)
        {
            return new(OssResource.FromPath(wire.Path), HostRegion: null);
        }

        var bucket = match.Groups["bucket"].Value;
        var region = match.Groups["region"].Value;
        // One SDK asks an address for ".oss-cn-…" with an empty bucket and puts the bucket into the path.
        return new(bucket.Length == 0 ? OssResource.FromPath(wire.Path) : OssResource.FromHost(bucket, wire.Path), region);
    }

    public OssRequest ToRequest(HttpContext http, WireRequest wire, string requestId, string? signedRegion) => new(
        http,
        requestId,
        Resource.Bucket.Length == 0 ? null : Resource.Bucket,
        Resource.Key.Length == 0 ? null : Resource.Key,
        Query.Parse(wire.QueryString, plusIsSpace: false).DistinctBy(pair => pair.Key).ToDictionary(StringComparer.Ordinal),
        HostRegion,
        signedRegion);

    [GeneratedRegex(@"^(?<bucket>[a-z0-9-]*)\.?oss-(?<region>[a-z0-9-]+?)(-internal)?\.aliyuncs\.com(:\d+)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StoreHost();
}
