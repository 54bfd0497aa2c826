namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>What is in stock.</summary>
public sealed record DescribeAvailableResourceResponse : RpcResponse
{
    [Nested("AvailableZone")]
    public IReadOnlyList<AvailableZone> AvailableZones { get; init; } = [];
}
