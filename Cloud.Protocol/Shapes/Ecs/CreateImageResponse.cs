namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Id of an image that begins to be.</summary>
public sealed record CreateImageResponse : RpcResponse
{
    public string ImageId { get; init; } = "";
}
