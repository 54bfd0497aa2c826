namespace FleetMigrator.Cloud.Protocol.Shapes;

/// <summary>What every answer of the RPC style holds; by itself the answer of actions that return nothing else.</summary>
public record RpcResponse
{
    /// <summary>Upper-case GUID.</summary>
    public string RequestId { get; init; } = "";
}
