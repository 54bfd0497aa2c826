namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A tag in ECS answers; requests and VPC say Key and Value.</summary>
public sealed record ResourceTag
{
    public string TagKey { get; init; } = "";

    public string TagValue { get; init; } = "";
}
