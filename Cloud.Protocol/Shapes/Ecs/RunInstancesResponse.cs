namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Ids of instances that begin to be.</summary>
public sealed record RunInstancesResponse : RpcResponse
{
    [Nested("InstanceIdSet")]
    public IReadOnlyList<string> InstanceIdSets { get; init; } = [];

    public string? OrderId { get; init; }

    public double? TradePrice { get; init; }
}
