using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Networks;

/// <summary>VPCs.</summary>
internal sealed class VpcActionSet(RegionState state, Work work) : IActionSet, IResumable
{
    private const string DefaultCidr = "172.16.0.0/12";
    private const int LeastPrefix = 8;
    private const int MostPrefix = 28;
    private const int MostPerPage = 50;

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (VpcActions.CreateVpc, Create),
        (VpcActions.DescribeVpcs, Describe),
        (VpcActions.DeleteVpc, Delete),
    ];

    public void Resume()
    {
        foreach (var vpc in state.Vpcs.All.Where(vpc => !vpc.Ready))
        {
            work.Start(vpc.Id, _ => Finish(vpc.Id));
        }
    }

    private JsonObject Create(RpcCall call, Change change)
    {
        var cidr = call.Given("CidrBlock") ?? DefaultCidr;
        Cidr.Parse(cidr, LeastPrefix, MostPrefix);
        var vpc = new Vpc(
            Ids.New("vpc"),
            call.Region,
            call.Given("VpcName") ?? "",
            call.Given("Description") ?? "",
            cidr,
            Ids.New("vrt"),
            Ids.New("vtb"),
            call.Given("ResourceGroupId") ?? "",
            TagFilter.Read(call),
            call.Now,
            Ready: false);
        change.Create(state.Vpcs, vpc);
        change.Then(() => work.Start(vpc.Id, _ => Finish(vpc.Id)));
        return new JsonObject
        {
            ["VpcId"] = vpc.Id,
            ["VRouterId"] = vpc.RouterId,
            ["RouteTableId"] = vpc.RouteTableId,
            ["ResourceGroupId"] = vpc.ResourceGroup,
        };
    }

    private JsonObject Describe(RpcCall call, Change change)
    {
        var region = call.Region;
        var ids = call.Parameters.CommaList("VpcId");
        var name = call.Given("VpcName");
        var group = call.Given("ResourceGroupId");
        var found = state.Vpcs.All.Where(vpc => vpc.Region == region
            && (ids.Count == 0 || ids.Contains(vpc.Id))
            && (name is null || vpc.Name == name)
            && (group is null || vpc.ResourceGroup == group)
            && TagFilter.Matches(call, vpc.Tags));
        return Page<Vpc>.Of(found, vpc => $"{vpc.Created:O}{vpc.Id}", call, MostPerPage).Answer("Vpcs", "Vpc", Write);
    }

    private JsonObject Delete(RpcCall call, Change change)
    {
        var id = call.Parameters.Needed("VpcId");
        var vpc = state.Vpcs.Find(id) ?? throw VpcErrors.VpcNotFound.Because($"The VPC \"{id}\" does not exist.");
        if (state.VSwitches.All.Any(item => item.VpcId == vpc.Id))
        {
            throw VpcErrors.VpcHasVSwitch.Because();
        }

        if (state.SecurityGroups.All.Any(item => item.VpcId == vpc.Id))
        {
            throw VpcErrors.VpcHasSecurityGroup.Because();
        }

        change.Delete(state.Vpcs, vpc.Id);
        return [];
    }

    // A range and two ids are all there is to a VPC here; it becomes available as soon as its own turn comes.
    private Task Finish(string id)
    {
        state.Write(change =>
        {
            if (state.Vpcs.Find(id) is { } vpc)
            {
                change.Put(state.Vpcs, vpc with { Ready = true });
            }
        });
        return Task.CompletedTask;
    }

    private JsonObject Write(Vpc vpc) => new()
    {
        ["VpcId"] = vpc.Id,
        ["VpcName"] = vpc.Name,
        ["Description"] = vpc.Description,
        ["RegionId"] = vpc.Region,
        ["CidrBlock"] = vpc.Cidr,
        ["Status"] = vpc.Ready ? "Available" : "Pending",
        ["IsDefault"] = false,
        ["VRouterId"] = vpc.RouterId,
        ["ResourceGroupId"] = vpc.ResourceGroup,
        ["CreationTime"] = WireTime.Seconds(vpc.Created),
        ["VSwitchIds"] = new JsonObject
        {
            ["VSwitchId"] = new JsonArray([.. state.VSwitches.All.Where(item => item.VpcId == vpc.Id).Select(item => (JsonNode)item.Id)]),
        },
        ["Tags"] = new JsonObject { ["Tag"] = TagWriter.KeyValue(vpc.Tags) },
    };
}
