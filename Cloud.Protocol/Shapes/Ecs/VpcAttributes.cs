namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Where an instance lies in its VPC.</summary>
public sealed record VpcAttributes
{
    public string VpcId { get; init; } = "";

    public string VSwitchId { get; init; } = "";

    [Nested("IpAddress")]
    public IReadOnlyList<string> PrivateIpAddress { get; init; } = [];

    public string? NatIpAddress { get; init; }
}
