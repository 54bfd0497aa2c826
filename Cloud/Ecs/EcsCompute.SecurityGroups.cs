using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Shapes;
using FleetMigrator.Cloud.Protocol.Shapes.Ecs;

namespace FleetMigrator.Cloud.Ecs;

/// <summary>Security groups.</summary>
internal sealed partial class EcsCompute
{
    /// <inheritdoc/>
    public async Task<string> CreateSecurityGroup(
        string region, string vpcId, string name, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation)
    {
        var parameters = In(EcsActions.CreateSecurityGroup, region)
            .Set("VpcId", vpcId).Set("SecurityGroupName", name).Set("SecurityGroupType", "normal").SetTags(tags).Set("ClientToken", token);
        return (await client.Call<CreateSecurityGroupResponse>(region, parameters, cancellation)).SecurityGroupId;
    }

    /// <inheritdoc/>
    public Task AllowInbound(string region, string securityGroupId, IReadOnlyList<int> tcpPorts, string token, CancellationToken cancellation)
    {
        var rules = tcpPorts.Select(port => new (string, string?)[]
        {
            ("IpProtocol", "TCP"), ("PortRange", $"{port}/{port}"), ("SourceCidrIp", "0.0.0.0/0"), ("Policy", "accept"), ("Priority", "1"),
        });
        var parameters = In(EcsActions.AuthorizeSecurityGroup, region)
            .Set("SecurityGroupId", securityGroupId).SetStructs("Permissions", rules).Set("ClientToken", token);
        return client.Call<RpcResponse>(region, parameters, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindSecurityGroups(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        var found = await client.Collect(
            region, In(EcsActions.DescribeSecurityGroups, region).SetTags(tags), 100, (DescribeSecurityGroupsResponse page) => page.SecurityGroups, cancellation);
        return [.. found.Select(group => group.SecurityGroupId)];
    }

    /// <inheritdoc/>
    public Task DeleteSecurityGroup(string region, string securityGroupId, CancellationToken cancellation)
        => Gone(region, In(EcsActions.DeleteSecurityGroup, region).Set("SecurityGroupId", securityGroupId), cancellation);
}
