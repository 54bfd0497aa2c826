using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes;
using FleetMigrator.Cloud.Protocol.Shapes.Vpc;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Vpc;

/// <summary>VPCs and vSwitches over VPC.</summary>
internal sealed class VpcNetworks(OpenApiClient client) : INetworks
{
    private const int PageSize = 50;

    /// <inheritdoc/>
    public async Task<string> CreateVpc(
        string region, string name, string cidr, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation)
    {
        var parameters = In(VpcActions.CreateVpc, region).Set("VpcName", name).Set("CidrBlock", cidr).SetTags(tags).Set("ClientToken", token);
        return (await client.Call<CreateVpcResponse>(region, parameters, cancellation)).VpcId;
    }

    /// <inheritdoc/>
    public async Task<string?> VpcStatus(string region, string vpcId, CancellationToken cancellation)
        => (await Vpcs(region, In(VpcActions.DescribeVpcs, region).Set("VpcId", vpcId), cancellation)).Find(vpc => vpc.VpcId == vpcId)?.Status;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindVpcs(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
        => [.. (await Vpcs(region, In(VpcActions.DescribeVpcs, region).SetTags(tags), cancellation)).Select(vpc => vpc.VpcId)];

    /// <inheritdoc/>
    public Task DeleteVpc(string region, string vpcId, CancellationToken cancellation)
        => Gone(region, In(VpcActions.DeleteVpc, region).Set("VpcId", vpcId), cancellation);

    /// <inheritdoc/>
    public async Task<string> CreateVSwitch(
        string region, string vpcId, string zone, string name, string cidr, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation)
    {
        var parameters = In(VpcActions.CreateVSwitch, region)
            .Set("VpcId", vpcId).Set("ZoneId", zone).Set("VSwitchName", name).Set("CidrBlock", cidr).SetTags(tags).Set("ClientToken", token);
        return (await client.Call<CreateVSwitchResponse>(region, parameters, cancellation)).VSwitchId;
    }

    /// <inheritdoc/>
    public async Task<CloudVSwitch?> FindVSwitch(string region, string vSwitchId, CancellationToken cancellation)
    {
        var found = await VSwitches(region, In(VpcActions.DescribeVSwitches, region).Set("VSwitchId", vSwitchId), cancellation);
        return found.Find(vSwitch => vSwitch.VSwitchId == vSwitchId) is { } it ? new(it.VSwitchId, it.VpcId, it.ZoneId, it.Status) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindVSwitches(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
        => [.. (await VSwitches(region, In(VpcActions.DescribeVSwitches, region).SetTags(tags), cancellation)).Select(vSwitch => vSwitch.VSwitchId)];

    /// <inheritdoc/>
    public Task DeleteVSwitch(string region, string vSwitchId, CancellationToken cancellation)
        => Gone(region, In(VpcActions.DeleteVSwitch, region).Set("VSwitchId", vSwitchId), cancellation);

    private static ParameterWriter In(ActionDefinition action, string region) => new ParameterWriter(action).Set("RegionId", region);

    private Task<List<VpcDescription>> Vpcs(string region, ParameterWriter filter, CancellationToken cancellation)
        => client.Collect(region, filter, PageSize, (DescribeVpcsResponse page) => page.Vpcs, cancellation);

    private Task<List<VSwitch>> VSwitches(string region, ParameterWriter filter, CancellationToken cancellation)
        => client.Collect(region, filter, PageSize, (DescribeVSwitchesResponse page) => page.VSwitches, cancellation);

    private async Task Gone(string region, ParameterWriter parameters, CancellationToken cancellation)
    {
        try
        {
            await client.Call<RpcResponse>(region, parameters, cancellation);
        }
        catch (FleetException missing) when (missing.Code == CloudErrors.NotFound.Id)
        {
            return;
        }
    }
}
