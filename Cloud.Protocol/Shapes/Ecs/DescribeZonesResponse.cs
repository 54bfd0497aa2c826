namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Zones of a region.</summary>
public sealed record DescribeZonesResponse : RpcResponse
{
    [Nested("Zone")]
    public IReadOnlyList<Zone> Zones { get; init; } = [];
}
