using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>An edge instance as DescribeInstances shows it.</summary>
internal static class EdgeInstanceWriter
{
    private const int MibPerGib = 1024;
    private const long Mib = 1L << 20;
    private const long Gib = 1L << 30;

    public static string StatusOf(EdgeInstance instance)
        => (instance.Status == EdgeInstanceStatus.Releasing ? EdgeInstanceStatus.Stopping : instance.Status).ToString();

    public static JsonObject Write(EdgeInstance instance)
    {
        var type = EdgeInstanceType.Find(instance.Type)!;
        return new JsonObject
        {
            ["InstanceId"] = instance.Id,
            ["InstanceName"] = instance.Name,
            ["HostName"] = instance.HostName,
            ["Status"] = StatusOf(instance),
            ["EnsRegionId"] = instance.Node,
            ["ImageId"] = instance.ImageId,
            ["OSName"] = "",
            ["SpecName"] = type.Id,
            ["InstanceResourceType"] = "EnsPostPaidInstance",
            ["Cpu"] = type.Cpus.ToString(),
            ["Memory"] = type.MemoryGib * MibPerGib,
            ["Disk"] = instance.Disks.Sum(disk => disk.Bytes) / Mib,
            ["SystemDisk"] = Disk(instance, 0),
            ["DataDisk"] = new JsonObject { ["DataDisk"] = new JsonArray([.. Enumerable.Range(1, instance.Disks.Count - 1).Select(at => (JsonNode)Disk(instance, at))]) },
            ["InnerIpAddress"] = new JsonObject { ["IpAddress"] = new JsonArray() },
            ["PublicIpAddress"] = new JsonObject { ["IpAddress"] = new JsonArray() },
            ["InternetMaxBandwidthIn"] = 0,
            ["InternetMaxBandwidthOut"] = 0,
            ["InstanceChargeType"] = "PostPaid",
            ["CreationTime"] = WireTime.Seconds(instance.Created),
            ["ExpiredTime"] = "",
        };
    }

    private static JsonObject Disk(EdgeInstance instance, int at) => new()
    {
        ["DiskId"] = $"d-{instance.Id[2..]}-{at}",
        ["DiskName"] = at == 0 ? "system" : $"data-{at}",
        ["Category"] = instance.Disks[at].Category,
        ["Size"] = (instance.Disks[at].Bytes + Gib - 1) / Gib,
    };
}
