namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>Address of an export (ENS ExportImage).</summary>
public sealed record ExportEnsImageResponse : RpcResponse
{
    public string ExportedImageURL { get; init; } = "";
}
