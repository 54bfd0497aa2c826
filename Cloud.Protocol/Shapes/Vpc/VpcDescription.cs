namespace FleetMigrator.Cloud.Protocol.Shapes.Vpc;

/// <summary>A VPC.</summary>
public sealed record VpcDescription
{
    public string VpcId { get; init; } = "";

    public string VpcName { get; init; } = "";

    public string? Description { get; init; }

    /// <summary>Pending or Available.</summary>
    public string Status { get; init; } = "";

    public string CidrBlock { get; init; } = "";

    public string RegionId { get; init; } = "";

    [Nested("VSwitchId")]
    public IReadOnlyList<string> VSwitchIds { get; init; } = [];

    public bool IsDefault { get; init; }

    public string CreationTime { get; init; } = "";

    public string? ResourceGroupId { get; init; }

    [Nested("Tag")]
    public IReadOnlyList<VpcTag> Tags { get; init; } = [];
}
