namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Instances.</summary>
public sealed record DescribeInstancesResponse : PagedResponse
{
    [Nested("Instance")]
    public IReadOnlyList<Instance> Instances { get; init; } = [];
}
