namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Security groups.</summary>
public sealed record DescribeSecurityGroupsResponse : PagedResponse
{
    public string? RegionId { get; init; }

    [Nested("SecurityGroup")]
    public IReadOnlyList<SecurityGroup> SecurityGroups { get; init; } = [];
}
