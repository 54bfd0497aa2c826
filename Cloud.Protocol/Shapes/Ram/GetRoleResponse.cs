namespace FleetMigrator.Cloud.Protocol.Shapes.Ram;

/// <summary>One role.</summary>
public sealed record GetRoleResponse : RpcResponse
{
    public RamRole? Role { get; init; }
}
