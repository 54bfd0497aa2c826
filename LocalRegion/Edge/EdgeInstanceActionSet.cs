using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Shapes.Ens;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>Edge instances: listed, started, stopped, released. How one is made is <see cref="EdgeInstanceOrder"/>'s.</summary>
internal sealed class EdgeInstanceActionSet(RegionState state, EdgeInstanceOrder order, EdgeInstanceLife life, EdgeMachines machines) : IActionSet
{
    private const int MostPerPage = 100;

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EnsActions.RunInstances, order.Run),
        (EnsActions.DescribeInstances, Describe),
        (EnsActions.DescribeInstanceTypes, DescribeTypes),
        (EnsActions.StartInstance, Start),
        (EnsActions.StopInstance, Stop),
        (EnsActions.RebootInstance, Reboot),
        (EnsActions.ReleasePostPaidInstance, Release),
    ];

    private JsonObject Describe(RpcCall call, Change change)
    {
        var ids = call.Parameters.JsonIds("InstanceIds");
        var nodes = call.Parameters.JsonIds("EnsRegionIds");
        var tags = call.Parameters.Json<List<EnsTag>>("Tags") ?? [];
        var found = state.EdgeInstances.All.Where(instance =>
            (ids is null || ids.Contains(instance.Id))
            && (nodes is null || nodes.Contains(instance.Node))
            && Same("InstanceId", instance.Id)
            && Same("InstanceName", instance.Name)
            && Same("EnsRegionId", instance.Node)
            && Same("ImageId", instance.ImageId)
            && Same("InstanceType", instance.Type)
            && Same("InstanceResourceType", "EnsPostPaidInstance")
            && Same("Status", EdgeInstanceWriter.StatusOf(instance))
            && (call.Given("SearchKey") is not { } key || instance.Name.Contains(key, StringComparison.Ordinal) || instance.Id.Contains(key, StringComparison.Ordinal))
            && ((string[])["EnsServiceId", "IntranetIp", "NetworkId", "VSwitchId", "SecurityGroupId"]).All(name => Same(name, "none of these exist here"))
            && tags.TrueForAll(tag => instance.Tags.TryGetValue(tag.Key, out var value) && (string.IsNullOrEmpty(tag.Value) || tag.Value == value)));
        var answer = Page<EdgeInstance>.Of(found, instance => $"{instance.Created:O}{instance.Id}", call, MostPerPage)
            .Answer("Instances", "Instance", EdgeInstanceWriter.Write);
        answer["Code"] = 0;
        return answer;

        bool Same(string parameter, string value) => call.Given(parameter) is not { } wanted || wanted == value;
    }

    private static JsonObject DescribeTypes(RpcCall call, Change change) => new()
    {
        ["Code"] = 0,
        ["InstanceTypes"] = new JsonObject
        {
            ["InstanceType"] = new JsonArray([.. EdgeInstanceType.All.Select(type => (JsonNode)new JsonObject
            {
                ["InstanceTypeId"] = type.Id,
                ["InstanceTypeName"] = type.Id,
                ["CpuCoreCount"] = type.Cpus,
                ["MemorySize"] = type.MemoryGib,
            })]),
        },
    };

    private JsonObject Start(RpcCall call, Change change)
    {
        machines.RequireOffered();
        var id = Move(call, change);
        change.Then(() => life.QueueStart(id));
        return Done();
    }

    private JsonObject Stop(RpcCall call, Change change)
    {
        var (id, force) = (Move(call, change), call.Parameters.Flag("ForceStop"));
        change.Then(() => life.QueueStop(id, force));
        return Done();
    }

    private JsonObject Reboot(RpcCall call, Change change)
    {
        machines.RequireOffered();
        var (id, force) = (Move(call, change), call.Parameters.Flag("ForceStop"));
        change.Then(() => life.QueueReboot(id, force));
        return Done();
    }

    private JsonObject Release(RpcCall call, Change change)
    {
        if (Require(call).DeletionProtection)
        {
            throw EnsErrors.InterfaceError.Because("The instance is protected against deletion.");
        }

        var id = Move(call, change);
        change.Then(() => life.QueueRelease(id));
        return Done();
    }

    private string Move(RpcCall call, Change change)
    {
        var moved = EdgeInstanceMoves.Apply(call.Definition, Require(call));
        change.Put(state.EdgeInstances, moved);
        return moved.Id;
    }

    private EdgeInstance Require(RpcCall call)
    {
        var id = call.Parameters.Needed("InstanceId");
        return state.EdgeInstances.Find(id) ?? throw EnsErrors.InstanceNotFound.Because($"The instance {id} does not exist.");
    }

    private static JsonObject Done() => new() { ["Code"] = 0 };
}
