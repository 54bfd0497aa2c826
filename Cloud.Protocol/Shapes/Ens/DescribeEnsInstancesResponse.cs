namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>Instances of the edge node service.</summary>
public sealed record DescribeEnsInstancesResponse : PagedResponse
{
    public int Code { get; init; }

    [Nested("Instance")]
    public IReadOnlyList<EnsInstance> Instances { get; init; } = [];
}
