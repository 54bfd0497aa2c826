namespace FleetMigrator.Cloud.Protocol.Shapes;

/// <summary>The body of a failure in the RPC style.</summary>
public sealed record RpcError
{
    public string RequestId { get; init; } = "";

    /// <summary>The host that was called.</summary>
    public string HostId { get; init; } = "";

    public string Code { get; init; } = "";

    public string Message { get; init; } = "";
}
