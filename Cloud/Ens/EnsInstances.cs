using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes.Ens;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Ens;

/// <summary>Instances of the edge node service. As with its images there is no token and hardly an error code, so it is read before it is told anything.</summary>
internal sealed class EnsInstances(OpenApiClient client, CloudOptions options) : IEdgeInstances
{
    private const int PageSize = 100;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Nodes(CancellationToken cancellation)
    {
        var answer = await client.Call<DescribeEnsRegionsResponse>(options.HomeRegion, new(EnsActions.DescribeEnsRegions), cancellation);
        return [.. answer.EnsRegions.Select(node => node.EnsRegionId)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EdgeInstanceType>> Types(CancellationToken cancellation)
    {
        var answer = await client.Call<DescribeEnsInstanceTypesResponse>(options.HomeRegion, new(EnsActions.DescribeInstanceTypes), cancellation);
        return [.. answer.InstanceTypes.Select(type => new EdgeInstanceType(type.InstanceTypeId, type.CpuCoreCount, type.MemorySize))];
    }

    /// <inheritdoc/>
    public async Task<string> Create(EdgeInstanceRequest request, CancellationToken cancellation)
    {
        var named = await Collect(new ParameterWriter(EnsActions.DescribeInstances).Set("InstanceName", request.Name), cancellation);
        if (named.Find(instance => instance.Name == request.Name) is { } there)
        {
            return there.Id;
        }

        // A migrated image has its users and passwords already: PasswordInherit leaves them.
        var parameters = new ParameterWriter(EnsActions.RunInstances)
            .Set("Amount", 1)
            .Set("InstanceName", request.Name)
            .Set("InstanceType", request.Type)
            .Set("InstanceChargeType", "PostPaid")
            .Set("ImageId", request.ImageId)
            .Set("ScheduleAreaLevel", "Region")
            .Set("EnsRegionId", request.Node)
            .Set("PasswordInherit", true)
            .SetJson("SystemDisk", new EnsInstanceDisk { Size = request.SystemDiskGib })
            .SetTags(request.Tags);
        var answer = await client.Call<RunEnsInstancesResponse>(options.HomeRegion, parameters, cancellation);
        return answer.InstanceIds is [var id, ..] ? id : throw CloudErrors.ServiceFault.With($"RunInstances named no edge instance; request id {answer.RequestId}");
    }

    /// <inheritdoc/>
    public async Task<EdgeInstance?> Find(string instanceId, CancellationToken cancellation)
        => (await Collect(new ParameterWriter(EnsActions.DescribeInstances).SetJson("InstanceIds", new[] { instanceId }), cancellation))
            .Find(instance => instance.Id == instanceId);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EdgeInstance>> List(CancellationToken cancellation)
        => await Collect(new ParameterWriter(EnsActions.DescribeInstances), cancellation);

    /// <inheritdoc/>
    public async Task Release(string instanceId, CancellationToken cancellation)
    {
        // The answer for an unknown instance is the same opaque code as for every other failure.
        if (await Find(instanceId, cancellation) is not null)
        {
            await client.Call<EnsResponse>(options.HomeRegion, new ParameterWriter(EnsActions.ReleasePostPaidInstance).Set("InstanceId", instanceId), cancellation);
        }
    }

    private async Task<List<EdgeInstance>> Collect(ParameterWriter filter, CancellationToken cancellation)
    {
        var found = await client.Collect(options.HomeRegion, filter, PageSize, (DescribeEnsInstancesResponse page) => page.Instances, cancellation);
        return found.ConvertAll(instance => new EdgeInstance(
            instance.InstanceId, instance.InstanceName, instance.Status, instance.EnsRegionId, instance.ImageId, instance.SpecName));
    }
}
