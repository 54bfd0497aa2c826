namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Stock of a zone.</summary>
public sealed record AvailableZone
{
    public string ZoneId { get; init; } = "";

    public string RegionId { get; init; } = "";

    /// <summary>Available or SoldOut.</summary>
    public string Status { get; init; } = "";

    /// <summary>WithStock, ClosedWithStock, WithoutStock or ClosedWithoutStock.</summary>
    public string StatusCategory { get; init; } = "";

    [Nested("AvailableResource")]
    public IReadOnlyList<AvailableResource> AvailableResources { get; init; } = [];
}
