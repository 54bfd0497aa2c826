using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Cloud;

/// <summary>One account over the public wire.</summary>
/// <param name="Compute">Over ECS.</param>
/// <param name="Servers">Over ECS and Cloud Assistant.</param>
/// <param name="Networks">Over VPC.</param>
/// <param name="Buckets">Over OSS.</param>
/// <param name="EdgeImages">Over ENS.</param>
/// <param name="EdgeInstances">Over ENS.</param>
/// <param name="Roles">Over RAM.</param>
internal sealed record AlibabaCloud(
    ICompute Compute, ICloudServers Servers, INetworks Networks, IBuckets Buckets, IEdgeImages EdgeImages, IEdgeInstances EdgeInstances, IRoles Roles) : ICloud;
