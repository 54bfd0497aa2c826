namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>Ids of instances that begin to be (ENS RunInstances); a flat list, unlike everywhere else.</summary>
public sealed record RunEnsInstancesResponse : RpcResponse
{
    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    public string? OrderId { get; init; }
}
