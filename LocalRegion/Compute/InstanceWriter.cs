using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>An instance as DescribeInstances shows it.</summary>
internal sealed class InstanceWriter(IInstanceHost host)
{
    private const int MibPerGib = 1024;

    public string? PublicAddress(Instance instance)
        => instance.PublicNumber is { } number ? host.Internet?.Address(number).ToString() : null;

    /// <summary>To callers an instance that is being released is stopping until it is gone.</summary>
    public static string StatusOf(Instance instance)
        => (instance.Status == InstanceStatus.Releasing ? InstanceStatus.Stopping : instance.Status).ToString();

    public JsonObject Write(Instance instance)
    {
        var type = InstanceType.All.First(one => one.Id == instance.Type);
        var image = PublicImage.FromId(instance.ImageId);
        return new JsonObject
        {
            ["InstanceId"] = instance.Id,
            ["InstanceName"] = instance.Name,
            ["HostName"] = instance.HostName,
            ["Description"] = instance.Description,
            ["Status"] = StatusOf(instance),
            ["RegionId"] = instance.Region,
            ["ZoneId"] = instance.Zone,
            ["ImageId"] = instance.ImageId,
            ["OSName"] = image.OsName,
            ["OSNameEn"] = image.OsName,
            ["OSType"] = "linux",
            ["InstanceType"] = instance.Type,
            ["InstanceTypeFamily"] = type.Family,
            ["Cpu"] = type.Cpus,
            ["Memory"] = (int)(type.MemoryGib * MibPerGib),
            ["InstanceNetworkType"] = "vpc",
            ["VpcAttributes"] = new JsonObject
            {
                ["VpcId"] = instance.VpcId,
                ["VSwitchId"] = instance.VSwitchId,
                ["PrivateIpAddress"] = Texts("IpAddress", instance.PrivateAddress),
                ["NatIpAddress"] = "",
            },
            ["PublicIpAddress"] = Texts("IpAddress", PublicAddress(instance) is { } address ? [address] : []),
            ["EipAddress"] = new JsonObject { ["IpAddress"] = "", ["AllocationId"] = "", ["InternetChargeType"] = "" },
            ["SecurityGroupIds"] = Texts("SecurityGroupId", [.. instance.SecurityGroupIds]),
            ["NetworkInterfaces"] = new JsonObject
            {
                ["NetworkInterface"] = new JsonArray(new JsonObject
                {
                    ["NetworkInterfaceId"] = "eni-" + instance.Id[2..],
                    ["PrimaryIpAddress"] = instance.PrivateAddress,
                    ["MacAddress"] = instance.MacAddress,
                    ["Type"] = "Primary",
                }),
            },
            ["Tags"] = TagWriter.TagKeyTagValue(instance.Tags),
            ["ResourceGroupId"] = instance.ResourceGroup,
            ["CreationTime"] = WireTime.Minutes(instance.Created),
            ["StartTime"] = instance.Started is { } started ? WireTime.Minutes(started) : "",
            ["ExpiredTime"] = "2099-12-31T15:59Z",
            ["InstanceChargeType"] = instance.ChargeType,
            ["InternetChargeType"] = instance.InternetChargeType,
            ["InternetMaxBandwidthOut"] = instance.MbpsOut,
            ["InternetMaxBandwidthIn"] = instance.MbpsIn,
            ["StoppedMode"] = instance.Status == InstanceStatus.Stopped ? "KeepCharging" : "Not-applicable",
            ["DeletionProtection"] = instance.DeletionProtection,
            ["OperationLocks"] = new JsonObject { ["LockReason"] = new JsonArray() },
            ["MetadataOptions"] = new JsonObject { ["HttpEndpoint"] = "enabled", ["HttpTokens"] = "optional" },
            ["IoOptimized"] = true,
        };
    }

    private static JsonObject Texts(string name, params string[] values) => new() { [name] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };
}
