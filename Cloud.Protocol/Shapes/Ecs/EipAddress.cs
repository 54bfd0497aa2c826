namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>An elastic address.</summary>
public sealed record EipAddress
{
    public string? IpAddress { get; init; }

    public string? AllocationId { get; init; }

    public int? Bandwidth { get; init; }
}
