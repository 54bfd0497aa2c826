using System.Globalization;
using System.Text;
using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes;
using FleetMigrator.Cloud.Protocol.Shapes.Ecs;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Ecs;

/// <summary>Instances, disks, snapshots, images and security groups over ECS. This part: regions, stock and instances.</summary>
internal sealed partial class EcsCompute(OpenApiClient client, CloudOptions options) : ICompute
{
    private const int LargestUserData = 32 * 1024;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Regions(CancellationToken cancellation)
    {
        var answer = await client.Call<DescribeRegionsResponse>(options.HomeRegion, new(EcsActions.DescribeRegions), cancellation);
        return [.. answer.Regions.Select(region => region.RegionId)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<InstanceOffer>> Offers(string region, CancellationToken cancellation)
    {
        var stock = await client.Call<DescribeAvailableResourceResponse>(
            region,
            In(EcsActions.DescribeAvailableResource, region).Set("DestinationResource", "InstanceType").Set("InstanceChargeType", "PostPaid").Set("IoOptimized", "optimized"),
            cancellation);
        var types = await client.Collect(
            region, new ParameterWriter(EcsActions.DescribeInstanceTypes).Set("RegionId", region).Set("CpuArchitecture", "X86"),
            1000, (DescribeInstanceTypesResponse page) => page.InstanceTypes, cancellation);
        var known = types.DistinctBy(type => type.InstanceTypeId).ToDictionary(type => type.InstanceTypeId, StringComparer.Ordinal);
        return
        [
            .. from zone in stock.AvailableZones
               where zone.Status == "Available"
               from resource in zone.AvailableResources
               where resource.Type == "InstanceType"
               from offer in resource.SupportedResources
               where offer.Status == "Available" && offer.StatusCategory is "WithStock" or "" && known.ContainsKey(offer.Value)
               let type = known[offer.Value]
               select new InstanceOffer(zone.ZoneId, offer.Value, type.CpuCoreCount, type.MemorySize),
        ];
    }

    /// <inheritdoc/>
    public async Task<string> RunInstance(RunInstanceRequest request, CancellationToken cancellation)
    {
        var userData = Encoding.UTF8.GetBytes(request.UserData);
        if (userData.Length > LargestUserData)
        {
            throw CloudErrors.Refused.With($"the user data has {userData.Length} bytes; ECS takes {LargestUserData}");
        }

        var parameters = In(EcsActions.RunInstances, request.Region)
            .Set("ZoneId", request.Zone)
            .Set("ImageId", request.ImageId)
            .Set("InstanceType", request.Type)
            .Set("SecurityGroupId", request.SecurityGroupId)
            .Set("VSwitchId", request.VSwitchId)
            .Set("InstanceName", request.Name)
            .Set("Amount", 1)
            .Set("InstanceChargeType", "PostPaid")
            .Set("InternetChargeType", "PayByTraffic")
            .Set("InternetMaxBandwidthOut", request.PublicMbps)
            .SetStruct("SystemDisk", ("Size", Number(request.SystemDiskGib)), ("Category", options.DiskCategory))
            .SetStructs("DataDisk", request.DataDisks.Select(disk => new (string, string?)[]
            {
                ("Size", Number(disk.SizeGib)), ("Category", options.DiskCategory), ("DiskName", disk.Name), ("DeleteWithInstance", "true"),
            }))
            .Set("UserData", Convert.ToBase64String(userData))
            .Set("ResourceGroupId", request.ResourceGroupId)
            .SetTags(request.Tags)
            .Set("ClientToken", request.Token);
        var answer = await client.Call<RunInstancesResponse>(request.Region, parameters, cancellation);
        return answer.InstanceIdSets is [var id, ..] ? id : throw CloudErrors.ServiceFault.With($"RunInstances named no instance; request id {answer.RequestId}");
    }

    /// <inheritdoc/>
    public async Task<CloudInstance?> FindInstance(string region, string instanceId, CancellationToken cancellation)
        => await Instances(region, In(EcsActions.DescribeInstances, region).SetJson("InstanceIds", new[] { instanceId }), cancellation) is [var found, ..] ? found : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<CloudInstance>> FindInstances(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
        => Instances(region, In(EcsActions.DescribeInstances, region).SetTags(tags), cancellation);

    /// <inheritdoc/>
    public Task DeleteInstance(string region, string instanceId, CancellationToken cancellation)
        => Gone(region, new ParameterWriter(EcsActions.DeleteInstance).Set("RegionId", region).Set("InstanceId", instanceId).Set("Force", true), cancellation);

    private async Task<IReadOnlyList<CloudInstance>> Instances(string region, ParameterWriter filter, CancellationToken cancellation)
    {
        var found = await client.Collect(region, filter, 100, (DescribeInstancesResponse page) => page.Instances, cancellation);
        return
        [
            .. found.Select(instance => new CloudInstance(
                instance.InstanceId,
                instance.InstanceName,
                instance.Status,
                instance.VpcAttributes?.PrivateIpAddress is [var inside, ..] ? inside : null,
                instance.PublicIpAddress is [var outside, ..] ? outside : string.IsNullOrEmpty(instance.EipAddress?.IpAddress) ? null : instance.EipAddress.IpAddress,
                instance.InstanceChargeType,
                instance.InstanceType)
            {
                StartedAt = DateTimeOffset.TryParse(instance.StartTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var started) ? started : null,
            }),
        ];
    }

    private static ParameterWriter In(ActionDefinition action, string region) => new ParameterWriter(action).Set("RegionId", region);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Progress stands as text such as <c>45%</c>.</summary>
    private static int Percent(string? text)
        => int.TryParse(text?.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? Math.Min(percent, 100) : 0;

    /// <summary>A delete: already gone is what was wanted.</summary>
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
