namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>The rules of a group.</summary>
public sealed record DescribeSecurityGroupAttributeResponse : RpcResponse
{
    public string RegionId { get; init; } = "";

    public string SecurityGroupId { get; init; } = "";

    public string SecurityGroupName { get; init; } = "";

    public string? Description { get; init; }

    public string VpcId { get; init; } = "";

    /// <summary>Accept or Drop.</summary>
    public string InnerAccessPolicy { get; init; } = "";

    public string? NextToken { get; init; }

    [Nested("Permission")]
    public IReadOnlyList<Permission> Permissions { get; init; } = [];
}
