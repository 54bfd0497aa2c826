namespace FleetMigrator.Cloud.Protocol.Shapes.Vpc;

/// <summary>A vSwitch.</summary>
public sealed record VSwitch
{
    public string VSwitchId { get; init; } = "";

    public string VSwitchName { get; init; } = "";

    public string? Description { get; init; }

    public string VpcId { get; init; } = "";

    public string ZoneId { get; init; } = "";

    public string CidrBlock { get; init; } = "";

    /// <summary>Pending or Available.</summary>
    public string Status { get; init; } = "";

    public int AvailableIpAddressCount { get; init; }

    public bool IsDefault { get; init; }

    public string CreationTime { get; init; } = "";

    public string? ResourceGroupId { get; init; }

    [Nested("Tag")]
    public IReadOnlyList<VpcTag> Tags { get; init; } = [];
}
