using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Networks;

/// <summary>vSwitches; each is a bridge of the host where there may be instances.</summary>
internal sealed class VSwitchActionSet(RegionState state, Work work, ISwitchBridges bridges) : IActionSet, IResumable
{
    private const int LeastPrefix = 16;
    private const int MostPrefix = 29;
    private const int VpcLeastPrefix = 8;
    private const int ReservedAddresses = 4;
    private const int MostPerPage = 50;

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (VpcActions.CreateVSwitch, Create),
        (VpcActions.DescribeVSwitches, Describe),
        (VpcActions.DeleteVSwitch, Delete),
    ];

    public void Resume()
    {
        foreach (var item in state.VSwitches.All)
        {
            work.Start(item.Id, cancellation => Finish(item.Id, cancellation));
        }
    }

    private JsonObject Create(RpcCall call, Change change)
    {
        var vpcId = call.Parameters.Needed("VpcId");
        var vpc = state.Vpcs.Find(vpcId) ?? throw VpcErrors.VpcNotFound.Because($"The VPC \"{vpcId}\" does not exist.");
        if (!vpc.Ready)
        {
            throw VpcErrors.IncorrectVpcStatus.Because();
        }

        var zone = Geography.RequireZone(vpc.Region, call.Parameters.Needed("ZoneId"));
        var text = call.Parameters.Needed("CidrBlock");
        var range = Cidr.Parse(text, LeastPrefix, MostPrefix);
        if (!Cidr.Parse(vpc.Cidr, VpcLeastPrefix, 32).Contains(range))
        {
            throw VpcErrors.CidrMalformed.Because($"The range \"{text}\" does not lie inside {vpc.Cidr}.");
        }

        if (state.VSwitches.All.Any(other => other.VpcId == vpc.Id && Cidr.Parse(other.Cidr, LeastPrefix, MostPrefix).Overlaps(range)))
        {
            throw VpcErrors.CidrOverlapped.Because();
        }

        var item = new VSwitch(
            Ids.New("vsw"), vpc.Id, vpc.Region, zone, call.Given("VSwitchName") ?? "", text, TagFilter.Read(call), call.Now, Ready: false);
        change.Create(state.VSwitches, item);
        change.Then(() => work.Start(item.Id, cancellation => Finish(item.Id, cancellation)));
        return new JsonObject { ["VSwitchId"] = item.Id };
    }

    private JsonObject Describe(RpcCall call, Change change)
    {
        var region = call.Given("RegionId");
        var vpc = call.Given("VpcId");
        if (region is null && vpc is null)
        {
            throw GatewayErrors.MissingParameter.Because("Either \"RegionId\" or \"VpcId\" must be given.");
        }

        var ids = call.Parameters.CommaList("VSwitchId");
        var zone = call.Given("ZoneId");
        var name = call.Given("VSwitchName");
        var found = state.VSwitches.All.Where(item =>
            (region is null || item.Region == region)
            && (vpc is null || item.VpcId == vpc)
            && (ids.Count == 0 || ids.Contains(item.Id))
            && (zone is null || item.Zone == zone)
            && (name is null || item.Name == name)
            && TagFilter.Matches(call, item.Tags));
        return Page<VSwitch>.Of(found, item => $"{item.Created:O}{item.Id}", call, MostPerPage).Answer("VSwitches", "VSwitch", Write);
    }

    private JsonObject Delete(RpcCall call, Change change)
    {
        var id = call.Parameters.Needed("VSwitchId");
        var item = state.VSwitches.Find(id) ?? throw VpcErrors.VSwitchNotFound.Because($"The vSwitch \"{id}\" does not exist.");
        if (state.Instances.All.Any(instance => instance.VSwitchId == item.Id))
        {
            throw VpcErrors.VSwitchInUse.Because();
        }

        change.Delete(state.VSwitches, item.Id);
        change.Then(() => work.Start(item.Id, cancellation => bridges.Close(item.Id, cancellation)));
        return [];
    }

    private async Task Finish(string id, CancellationToken cancellation)
    {
        await bridges.Open(id, cancellation);
        state.Write(change =>
        {
            if (state.VSwitches.Find(id) is { Ready: false } item)
            {
                change.Put(state.VSwitches, item with { Ready = true });
            }
        });
    }

    private JsonObject Write(VSwitch item)
    {
        var used = state.Instances.All.Count(instance => instance.VSwitchId == item.Id);
        return new JsonObject
        {
            ["VSwitchId"] = item.Id,
            ["VSwitchName"] = item.Name,
            ["VpcId"] = item.VpcId,
            ["ZoneId"] = item.Zone,
            ["CidrBlock"] = item.Cidr,
            ["Status"] = item.Ready ? "Available" : "Pending",
            ["AvailableIpAddressCount"] = Cidr.Parse(item.Cidr, LeastPrefix, MostPrefix).Count - ReservedAddresses - used,
            ["IsDefault"] = false,
            ["CreationTime"] = WireTime.Seconds(item.Created),
            ["Tags"] = new JsonObject { ["Tag"] = TagWriter.KeyValue(item.Tags) },
        };
    }
}
