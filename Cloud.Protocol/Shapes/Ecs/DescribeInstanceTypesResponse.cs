namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Instance types.</summary>
public sealed record DescribeInstanceTypesResponse : PagedResponse
{
    [Nested("InstanceType")]
    public IReadOnlyList<InstanceType> InstanceTypes { get; init; } = [];
}
