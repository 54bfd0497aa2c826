namespace FleetMigrator.Cloud.Protocol.Shapes.Vpc;

/// <summary>VPCs.</summary>
public sealed record DescribeVpcsResponse : PagedResponse
{
    [Nested("Vpc")]
    public IReadOnlyList<VpcDescription> Vpcs { get; init; } = [];
}
