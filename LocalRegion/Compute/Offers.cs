using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Regions, zones, types and stock.</summary>
internal sealed class Offers : IActionSet
{
    private const int MostTypes = 1600;
    private const int LeastDiskGib = 20;
    private const int MostDiskGib = 32768;
    private static readonly string[] DiskCategories = ["cloud_efficiency", "cloud_ssd", "cloud_essd", "cloud_auto", "cloud_essd_entry"];
    private static readonly string[] Creatable = ["VSwitch", "IoOptimized", "Instance", "Disk"];

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EcsActions.DescribeRegions, Regions),
        (EcsActions.DescribeZones, Zones),
        (EcsActions.DescribeInstanceTypes, Types),
        (EcsActions.DescribeAvailableResource, Stock),
    ];

    private static JsonObject Regions(RpcCall call, Change change) => new()
    {
        ["Regions"] = new JsonObject
        {
            ["Region"] = new JsonArray([.. Geography.Regions.Select(region => (JsonNode)new JsonObject
            {
                ["RegionId"] = region.Id,
                ["LocalName"] = region.Name,
                ["RegionEndpoint"] = region.Id == "cn-hangzhou" ? "ecs-cn-hangzhou.aliyuncs.com" : $"ecs.{region.Id}.aliyuncs.com",
                ["Status"] = "available",
            })]),
        },
    };

    private static JsonObject Zones(RpcCall call, Change change) => new()
    {
        ["Zones"] = new JsonObject
        {
            ["Zone"] = new JsonArray([.. Geography.Zones(call.Region).Select((zone, at) => (JsonNode)new JsonObject
            {
                ["ZoneId"] = zone,
                ["LocalName"] = $"Zone {char.ToUpperInvariant(zone[^1])}",
                ["ZoneType"] = "AvailabilityZone",
                ["AvailableInstanceTypes"] = Texts("InstanceTypes", InstanceType.All.Where(type => type.IsStocked(at)).Select(type => type.Id)),
                ["AvailableDiskCategories"] = Texts("DiskCategories", DiskCategories),
                ["AvailableResourceCreation"] = Texts("ResourceTypes", Creatable),
            })]),
        },
    };

    private static JsonObject Types(RpcCall call, Change change)
    {
        var ids = call.Parameters.List("InstanceTypes");
        var family = call.Given("InstanceTypeFamily");
        var leastCpus = call.Parameters.Number("MinimumCpuCoreCount") ?? 0;
        var mostCpus = call.Parameters.Number("MaximumCpuCoreCount") ?? int.MaxValue;
        var leastMemory = Memory(call, "MinimumMemorySize") ?? 0;
        var mostMemory = Memory(call, "MaximumMemorySize") ?? double.MaxValue;
        var arm = string.Equals(call.Given("CpuArchitecture"), "ARM", StringComparison.OrdinalIgnoreCase);
        var found = InstanceType.All.Where(type => !arm
            && (ids.Count == 0 || ids.Contains(type.Id))
            && (family is null || type.Family == family)
            && type.Cpus >= leastCpus && type.Cpus <= mostCpus
            && type.MemoryGib >= leastMemory && type.MemoryGib <= mostMemory);
        return Page<InstanceType>.Of(found, type => type.Id, call, MostTypes).Answer("InstanceTypes", "InstanceType", type => new JsonObject
        {
            ["InstanceTypeId"] = type.Id,
            ["InstanceTypeFamily"] = type.Family,
            ["CpuCoreCount"] = type.Cpus,
            ["MemorySize"] = type.MemoryGib,
            ["CpuArchitecture"] = "X86",
            ["DiskQuantity"] = 17,
            ["EniQuantity"] = 2,
            ["NvmeSupport"] = "unsupported",
            ["SupportedBootModes"] = Texts("SupportedBootMode", ["BIOS", "UEFI"]),
        });
    }

    private static JsonObject Stock(RpcCall call, Change change)
    {
        var region = call.Region;
        var wanted = call.Parameters.Needed("DestinationResource");
        var zone = call.Given("ZoneId");
        if (zone is not null)
        {
            Geography.RequireZone(region, zone);
        }

        var zones = Geography.Zones(region).Select((id, at) => (Id: id, At: at)).Where(one => zone is null || one.Id == zone);
        return new JsonObject
        {
            ["AvailableZones"] = new JsonObject
            {
                ["AvailableZone"] = new JsonArray([.. zones.Select(one => (JsonNode)new JsonObject
                {
                    ["RegionId"] = region,
                    ["ZoneId"] = one.Id,
                    ["Status"] = "Available",
                    ["StatusCategory"] = "WithStock",
                    ["AvailableResources"] = new JsonObject
                    {
                        ["AvailableResource"] = new JsonArray(new JsonObject
                        {
                            ["Type"] = wanted,
                            ["SupportedResources"] = new JsonObject { ["SupportedResource"] = new JsonArray([.. Supported(call, wanted, one.At)]) },
                        }),
                    },
                })]),
            },
        };
    }

    private static IEnumerable<JsonNode> Supported(RpcCall call, string wanted, int zone) => wanted switch
    {
        "InstanceType" => InstanceType.All
            .Where(type => Fits(call, type))
            .Select(type => Value(type.Id, type.IsStocked(zone))),
        "SystemDisk" or "DataDisk" => DiskCategories.Select(category =>
        {
            var value = Value(category, stocked: true);
            value["Min"] = LeastDiskGib;
            value["Max"] = MostDiskGib;
            value["Unit"] = "GiB";
            return value;
        }),
        "IoOptimized" => [Value("optimized", stocked: true)],
        "Network" => [Value("vpc", stocked: true)],
        "Zone" => [],
        _ => throw EcsErrors.DestinationUnknown.Because($"The destination resource \"{wanted}\" is not known."),
    };

    private static bool Fits(RpcCall call, InstanceType type)
        => (call.Given("InstanceType") is not { } id || type.Id == id)
            && (call.Parameters.Number("Cores") is not { } cores || type.Cpus == cores)
            && (Memory(call, "Memory") is not { } memory || Math.Abs(type.MemoryGib - memory) < 0.01);

    private static JsonObject Value(string value, bool stocked) => new()
    {
        ["Value"] = value,
        ["Status"] = stocked ? "Available" : "SoldOut",
        ["StatusCategory"] = stocked ? "WithStock" : "WithoutStock",
    };

    private static double? Memory(RpcCall call, string name) => call.Given(name) is not { } text
        ? null
        : double.TryParse(text, out var memory) ? memory : throw GatewayErrors.InvalidParameter.Because($"The value of the parameter \"{name}\" is not valid.");

    private static JsonObject Texts(string name, IEnumerable<string> values) => new() { [name] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };
}
