using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Cloud;

/// <summary>One account over the public wire.</summary>
/// <param name="Compute">Over ECS.</param>
/// <param name="Networks">Over VPC.</param>
/// <param name="Buckets">Over OSS.</param>
/// <param name="EdgeImages">Over ENS.</param>
/// <param name="EdgeInstances">Over ENS.</param>
internal sealed record AlibabaCloud(
    ICompute Compute, INetworks Networks, IBuckets Buckets, IEdgeImages EdgeImages, IEdgeInstances EdgeInstances) : ICloud;
