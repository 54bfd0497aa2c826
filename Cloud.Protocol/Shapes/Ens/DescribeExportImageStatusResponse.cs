namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>How an export stands.</summary>
public sealed record DescribeExportImageStatusResponse : RpcResponse
{
    /// <summary>Exporting, Exported, ExportError or Unexported.</summary>
    public string ImageExportStatus { get; init; } = "";

    public string ExportedImageURL { get; init; } = "";
}
