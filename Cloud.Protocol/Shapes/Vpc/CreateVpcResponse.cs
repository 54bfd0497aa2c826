namespace FleetMigrator.Cloud.Protocol.Shapes.Vpc;

/// <summary>Ids of a VPC that begins to be.</summary>
public sealed record CreateVpcResponse : RpcResponse
{
    public string VpcId { get; init; } = "";

    public string VRouterId { get; init; } = "";

    public string RouteTableId { get; init; } = "";

    public string? ResourceGroupId { get; init; }
}
