namespace FleetMigrator.Cloud.Protocol.Shapes.Vpc;

/// <summary>vSwitches.</summary>
public sealed record DescribeVSwitchesResponse : PagedResponse
{
    [Nested("VSwitch")]
    public IReadOnlyList<VSwitch> VSwitches { get; init; } = [];
}
