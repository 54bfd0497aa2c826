namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Id of a snapshot that begins to be.</summary>
public sealed record CreateSnapshotResponse : RpcResponse
{
    public string SnapshotId { get; init; } = "";
}
