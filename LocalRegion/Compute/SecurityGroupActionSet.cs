using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Security groups and their inbound rules.</summary>
internal sealed class SecurityGroupActionSet(RegionState state, SecurityGroupRules rules) : IActionSet
{
    private const int MostPerPage = 100;
    private const int MostRules = 200;
    private const int LowestPriority = 100;
    private const int LastPort = 65535;

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EcsActions.CreateSecurityGroup, Create),
        (EcsActions.AuthorizeSecurityGroup, Authorize),
        (EcsActions.DescribeSecurityGroups, Describe),
        (EcsActions.DescribeSecurityGroupAttribute, DescribeRules),
        (EcsActions.DeleteSecurityGroup, Delete),
    ];

    private JsonObject Create(RpcCall call, Change change)
    {
        // Classic networks, where a group has no VPC, are no longer sold.
        var vpcId = call.Parameters.Needed("VpcId");
        var vpc = state.Vpcs.Find(vpcId) ?? throw VpcErrors.VpcNotFound.Because($"The VPC \"{vpcId}\" does not exist.");
        var group = new SecurityGroup(
            Ids.New("sg"),
            call.Region,
            vpc.Region == call.Region ? vpc.Id : throw VpcErrors.VpcNotFound.Because($"The VPC \"{vpcId}\" does not exist in {call.Region}."),
            call.Given("SecurityGroupName") ?? "",
            call.Given("Description") ?? "",
            call.Given("SecurityGroupType") ?? "normal",
            call.Given("ResourceGroupId") ?? "",
            TagFilter.Read(call),
            [],
            call.Now);
        change.Create(state.SecurityGroups, group);
        return new JsonObject { ["SecurityGroupId"] = group.Id };
    }

    private JsonObject Authorize(RpcCall call, Change change)
    {
        var group = Require(call);
        var wanted = call.Parameters.Structs("Permissions");
        if (wanted.Count == 0)
        {
            throw GatewayErrors.MissingParameter.Because("The parameter \"Permissions\" is mandatory for this action.");
        }

        // A rule that is there already is no error and adds nothing.
        var all = group.Rules.Union(wanted.Select(Read)).ToList();
        if (all.Count > MostRules)
        {
            throw new WireError("AuthorizationLimitExceed", 403, $"A security group holds at most {MostRules} rules.").Because();
        }

        change.Put(state.SecurityGroups, group with { Rules = all });
        change.Then(() => rules.Apply(group.Id));
        return [];
    }

    private JsonObject Describe(RpcCall call, Change change)
    {
        var region = call.Region;
        var ids = call.Parameters.JsonIds("SecurityGroupIds");
        var id = call.Given("SecurityGroupId");
        var name = call.Given("SecurityGroupName");
        var vpc = call.Given("VpcId");
        var type = call.Given("SecurityGroupType");
        var found = state.SecurityGroups.All.Where(group => group.Region == region
            && (ids is null || ids.Contains(group.Id))
            && (id is null || group.Id == id)
            && (name is null || group.Name == name)
            && (vpc is null || group.VpcId == vpc)
            && (type is null || group.Type == type)
            && TagFilter.Matches(call, group.Tags));
        var answer = Page<SecurityGroup>.Of(found, group => $"{group.Created:O}{group.Id}", call, MostPerPage)
            .Answer("SecurityGroups", "SecurityGroup", Write);
        answer["RegionId"] = region;
        return answer;
    }

    private JsonObject DescribeRules(RpcCall call, Change change)
    {
        var group = Require(call);
        var outbound = string.Equals(call.Given("Direction"), "egress", StringComparison.OrdinalIgnoreCase);
        return new JsonObject
        {
            ["RegionId"] = group.Region,
            ["SecurityGroupId"] = group.Id,
            ["SecurityGroupName"] = group.Name,
            ["Description"] = group.Description,
            ["VpcId"] = group.VpcId,
            ["InnerAccessPolicy"] = "Accept",
            ["NextToken"] = "",
            ["Permissions"] = new JsonObject
            {
                ["Permission"] = new JsonArray([.. (outbound ? [] : group.Rules).Select(rule => (JsonNode)new JsonObject
                {
                    ["SecurityGroupRuleId"] = "sgr-" + Ids.Hash($"{group.Id}{rule}")[..20],
                    ["Direction"] = "ingress",
                    ["IpProtocol"] = rule.Protocol.ToUpperInvariant(),
                    ["PortRange"] = rule.Ports,
                    ["SourceCidrIp"] = rule.SourceCidr,
                    ["SourceGroupId"] = "",
                    ["Policy"] = rule.Policy == "accept" ? "Accept" : "Drop",
                    ["Priority"] = rule.Priority.ToString(CultureInfo.InvariantCulture),
                    ["NicType"] = "intranet",
                    ["Description"] = rule.Description,
                    ["CreateTime"] = WireTime.Seconds(group.Created),
                })]),
            },
        };
    }

    private JsonObject Delete(RpcCall call, Change change)
    {
        var group = Require(call);
        if (state.Instances.All.Any(instance => instance.SecurityGroupIds.Contains(group.Id)))
        {
            throw EcsErrors.SecurityGroupInUse.Because();
        }

        change.Delete(state.SecurityGroups, group.Id);
        return [];
    }

    private SecurityGroup Require(RpcCall call)
    {
        var id = call.Parameters.Needed("SecurityGroupId");
        return state.SecurityGroups.Find(id) is { } group && group.Region == call.Region
            ? group
            : throw EcsErrors.SecurityGroupNotFound.Because($"The security group \"{id}\" does not exist.");
    }

    private static SecurityRule Read(ParameterBag permission)
    {
        var protocol = permission.Needed("IpProtocol").ToLowerInvariant();
        if (protocol is not ("tcp" or "udp" or "icmp" or "all"))
        {
            throw new WireError("InvalidIpProtocol.ValueNotSupported", 403, "The protocol is not supported.").Because($"The protocol \"{protocol}\" is not supported here.");
        }

        var ports = permission.Needed("PortRange");
        CheckPorts(protocol, ports);
        var source = permission.Text("SourceCidrIp") is { Length: > 0 } text ? text : throw EcsErrors.SourceRangeMalformed.Because("Only rules with SourceCidrIp are supported here.");
        if (!IPNetwork.TryParse(source, out _) && !IPAddress.TryParse(source, out _))
        {
            throw EcsErrors.SourceRangeMalformed.Because($"The source range \"{source}\" is malformed.");
        }

        var priority = permission.Text("Priority") is { Length: > 0 } number ? number : "1";
        return new SecurityRule(
            protocol,
            ports,
            source,
            permission.Text("Policy")?.ToLowerInvariant() is "drop" ? "drop" : "accept",
            int.TryParse(priority, out var value) && value is >= 1 and <= LowestPriority
                ? value
                : throw GatewayErrors.InvalidParameter.Because("The value of the parameter \"Priority\" is not valid."),
            permission.Text("Description") ?? "");
    }

    private static void CheckPorts(string protocol, string ports)
    {
        var ends = ports.Split('/');
        var good = ends.Length == 2 && int.TryParse(ends[0], out var first) && int.TryParse(ends[1], out var last)
            && (protocol is "tcp" or "udp"
                ? first is >= 1 and <= LastPort && last >= first && last <= LastPort
                : first == -1 && last == -1);
        if (!good)
        {
            throw new WireError("InvalidPortRange.Malformed", 400, "The port range is malformed.").Because($"The port range \"{ports}\" is not valid for {protocol}.");
        }
    }

    private JsonObject Write(SecurityGroup group) => new()
    {
        ["SecurityGroupId"] = group.Id,
        ["SecurityGroupName"] = group.Name,
        ["Description"] = group.Description,
        ["VpcId"] = group.VpcId,
        ["SecurityGroupType"] = group.Type,
        ["ResourceGroupId"] = group.ResourceGroup,
        ["EcsCount"] = state.Instances.All.Count(instance => instance.SecurityGroupIds.Contains(group.Id)),
        ["CreationTime"] = WireTime.Seconds(group.Created),
        ["Tags"] = TagWriter.TagKeyTagValue(group.Tags),
    };
}
