namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>The account’s images; the only list with a status. Its page fields are texts.</summary>
public sealed record DescribeSelfImagesResponse : RpcResponse
{
    public int Code { get; init; }

    public string PageNumber { get; init; } = "";

    public string PageSize { get; init; } = "";

    public string TotalCount { get; init; } = "";

    [Nested("Image")]
    public IReadOnlyList<EnsImage> Images { get; init; } = [];
}
