namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>Edge nodes.</summary>
public sealed record DescribeEnsRegionsResponse : RpcResponse
{
    public int Code { get; init; }

    [Nested("EnsRegions")]
    public IReadOnlyList<EnsRegion> EnsRegions { get; init; } = [];
}
