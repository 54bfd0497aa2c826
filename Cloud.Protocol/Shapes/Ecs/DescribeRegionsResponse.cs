namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Regions of the account.</summary>
public sealed record DescribeRegionsResponse : RpcResponse
{
    [Nested("Region")]
    public IReadOnlyList<Region> Regions { get; init; } = [];
}
