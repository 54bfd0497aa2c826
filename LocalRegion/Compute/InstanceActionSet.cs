using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Instances: listed, started, stopped, deleted. How one is made is <see cref="InstanceOrder"/>'s.</summary>
internal sealed class InstanceActionSet(RegionState state, InstanceOrder order, InstanceLife life, InstanceWriter writer, IInstanceHost host) : IActionSet
{
    private const int MostPerPage = 100;
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EcsActions.RunInstances, order.Run),
        (EcsActions.DescribeInstances, Describe),
        (EcsActions.StartInstance, Start),
        (EcsActions.StopInstance, Stop),
        (EcsActions.DeleteInstance, Delete),
    ];

    private JsonObject Describe(RpcCall call, Change change)
    {
        var region = call.Region;
        var ids = call.Parameters.JsonIds("InstanceIds");
        var privateAddresses = call.Parameters.JsonIds("PrivateIpAddresses");
        var publicAddresses = call.Parameters.JsonIds("PublicIpAddresses");
        var name = call.Given("InstanceName") is { } pattern
            ? new Regex("^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant, MatchTimeout)
            : null;
        if (call.Given("Status") is { } status && !Enum.TryParse<InstanceStatus>(status, out _))
        {
            throw new WireError("InvalidStatus.NotFound", 404, "The status is not known.").Because();
        }

        var found = state.Instances.All.Where(instance => instance.Region == region
            && (ids is null || ids.Contains(instance.Id))
            && (privateAddresses is null || privateAddresses.Contains(instance.PrivateAddress))
            && (publicAddresses is null || publicAddresses.Contains(writer.PublicAddress(instance) ?? ""))
            && (name is null || name.IsMatch(instance.Name))
            && Same(call, "Status", InstanceWriter.StatusOf(instance))
            && Same(call, "VpcId", instance.VpcId)
            && Same(call, "VSwitchId", instance.VSwitchId)
            && Same(call, "ZoneId", instance.Zone)
            && Same(call, "ImageId", instance.ImageId)
            && Same(call, "InstanceType", instance.Type)
            && Same(call, "InstanceChargeType", instance.ChargeType)
            && Same(call, "ResourceGroupId", instance.ResourceGroup)
            && (call.Given("SecurityGroupId") is not { } group || instance.SecurityGroupIds.Contains(group))
            && TagFilter.Matches(call, instance.Tags));
        return Page<Instance>.Of(found, instance => $"{instance.Created:O}{instance.Id}", call, MostPerPage).Answer("Instances", "Instance", writer.Write);
    }

    private JsonObject Start(RpcCall call, Change change)
    {
        host.RequireOffered();
        var instance = Require(call);
        if (instance.Status != InstanceStatus.Stopped)
        {
            throw EcsErrors.IncorrectInstanceStatus.Because($"The instance is {instance.Status}.");
        }

        change.Put(state.Instances, instance with { Status = InstanceStatus.Starting });
        change.Then(() => life.QueueStart(instance.Id));
        return [];
    }

    private JsonObject Stop(RpcCall call, Change change)
    {
        var instance = Require(call);
        if (instance.Status != InstanceStatus.Running)
        {
            throw EcsErrors.IncorrectInstanceStatus.Because($"The instance is {instance.Status}.");
        }

        var force = call.Parameters.Flag("ForceStop");
        change.Put(state.Instances, instance with { Status = InstanceStatus.Stopping });
        change.Then(() => life.QueueStop(instance.Id, force));
        return [];
    }

    private JsonObject Delete(RpcCall call, Change change)
    {
        var instance = Require(call);
        if (instance.Status == InstanceStatus.Releasing)
        {
            return [];
        }

        if (instance.DeletionProtection)
        {
            throw EcsErrors.DeletionProtection.Because();
        }

        if (instance.Status is InstanceStatus.Pending)
        {
            throw EcsErrors.InstanceInitializing.Because();
        }

        if (instance.Status != InstanceStatus.Stopped && !call.Parameters.Flag("Force"))
        {
            throw EcsErrors.IncorrectInstanceStatus.Because($"The instance is {instance.Status}; stop it first or set Force.");
        }

        change.Put(state.Instances, instance with { Status = InstanceStatus.Releasing });
        change.Then(() => life.QueueRelease(instance.Id));
        return [];
    }

    private Instance Require(RpcCall call)
    {
        var id = call.Parameters.Needed("InstanceId");
        return state.Instances.Find(id) ?? throw EcsErrors.InstanceNotFound.Because($"The instance \"{id}\" does not exist.");
    }

    private static bool Same(RpcCall call, string parameter, string value) => call.Given(parameter) is not { } wanted || wanted == value;
}
