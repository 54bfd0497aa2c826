namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>An answer without more: ENS says Code 0 on success too.</summary>
public sealed record EnsResponse : RpcResponse
{
    public int Code { get; init; }
}
