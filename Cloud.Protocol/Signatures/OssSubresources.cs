using System.Collections.Frozen;

namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>The query names that OSS version 1 signs as part of the resource; all others stay unsigned.</summary>
internal static class OssSubresources
{
    public static readonly FrozenSet<string> Names = new[]
    {
        "acl", "append", "asyncFetch", "bucketInfo", "callback", "callback-var", "cname", "comp", "continuation-token", "cors", "delete",
        "encryption", "endTime", "img", "inventory", "inventoryId", "lifecycle", "live", "location", "logging", "objectMeta", "partNumber",
        "policy", "position", "qos", "qosInfo", "referer", "regionList", "replication", "replicationLocation", "replicationProgress",
        "requestPayment", "response-cache-control", "response-content-disposition", "response-content-encoding", "response-content-language",
        "response-content-type", "response-expires", "restore", "security-token", "sequential", "startTime", "stat", "status", "style",
        "styleName", "symlink", "tagging", "transferAcceleration", "uploadId", "uploads", "versionId", "versioning", "versions", "vod",
        "website", "worm", "wormExtend", "wormId", "x-oss-ac-forward-allow", "x-oss-ac-source-ip", "x-oss-ac-subnet-mask", "x-oss-ac-vpc-id",
        "x-oss-process", "x-oss-request-payer", "x-oss-traffic-limit",
    }.ToFrozenSet(StringComparer.Ordinal);
}
