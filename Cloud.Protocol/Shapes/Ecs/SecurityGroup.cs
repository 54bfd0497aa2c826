namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A security group.</summary>
public sealed record SecurityGroup
{
    public string SecurityGroupId { get; init; } = "";

    public string SecurityGroupName { get; init; } = "";

    public string? Description { get; init; }

    public string VpcId { get; init; } = "";

    /// <summary>normal or enterprise.</summary>
    public string SecurityGroupType { get; init; } = "";

    public int? EcsCount { get; init; }

    public string CreationTime { get; init; } = "";

    public string? ResourceGroupId { get; init; }

    [Nested("Tag")]
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];
}
