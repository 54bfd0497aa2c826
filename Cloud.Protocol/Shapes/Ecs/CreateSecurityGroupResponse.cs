namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Id of a new group.</summary>
public sealed record CreateSecurityGroupResponse : RpcResponse
{
    public string SecurityGroupId { get; init; } = "";
}
