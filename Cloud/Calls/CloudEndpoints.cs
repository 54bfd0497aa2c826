using System.Net;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Calls;

/// <summary>Where a product answers.</summary>
internal sealed class CloudEndpoints(CloudOptions options)
{
    /// <summary>Scheme and host of an RPC product in a region.</summary>
    public string Rpc(WireProduct product, string region)
        => options.Endpoint is { } own ? own.GetLeftPart(UriPartial.Authority) : "https://" + (product.Name, region) switch
        {
            // Central hosts and exceptions of the provider's own endpoint rules.
            ("ens", _) => "ens.aliyuncs.com",
            ("ram", _) => "ram.aliyuncs.com",
            ("ecs", "cn-hangzhou") => "ecs-cn-hangzhou.aliyuncs.com",
            ("vpc", "cn-hangzhou") => "vpc.aliyuncs.com",
            _ => $"{product.Name}.{region}.aliyuncs.com",
        };

    /// <summary>Address of a bucket or object without its query. Path style on addresses and localhost, where a bucket's name can't stand before the host.</summary>
    public string Oss(string region, OssResource resource)
    {
        var service = options.Endpoint ?? new Uri($"https://oss-{region}.aliyuncs.com");
        var byPath = IPAddress.TryParse(service.DnsSafeHost, out _) || service.Host == "localhost";
        return byPath || resource.Bucket.Length == 0
            ? service.GetLeftPart(UriPartial.Authority) + resource.PathStyle
            : $"{service.Scheme}://{resource.Bucket}.{service.Authority}{resource.HostStyle}";
    }
}
