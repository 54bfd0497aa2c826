namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>The task of an export.</summary>
public sealed record ExportImageResponse : RpcResponse
{
    public string TaskId { get; init; } = "";

    public string RegionId { get; init; } = "";
}
