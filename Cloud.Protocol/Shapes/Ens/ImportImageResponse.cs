namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>Id of an image that begins to be.</summary>
public sealed record ImportImageResponse : RpcResponse
{
    public string ImageId { get; init; } = "";
}
