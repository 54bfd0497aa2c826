namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>Images without their status (ENS DescribeImages).</summary>
public sealed record DescribeEnsImagesResponse : RpcResponse
{
    public int Code { get; init; }

    public int PageNumber { get; init; }

    public int PageSize { get; init; }

    public int TotalCount { get; init; }

    [Nested("Image")]
    public IReadOnlyList<EnsImage> Images { get; init; } = [];
}
