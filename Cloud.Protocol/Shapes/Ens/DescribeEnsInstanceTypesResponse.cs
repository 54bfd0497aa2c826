namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>Instance types of the edge node service.</summary>
public sealed record DescribeEnsInstanceTypesResponse : RpcResponse
{
    public int Code { get; init; }

    [Nested("InstanceType")]
    public IReadOnlyList<EnsInstanceType> InstanceTypes { get; init; } = [];
}
