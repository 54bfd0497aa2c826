namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A zone and what it offers.</summary>
public sealed record Zone
{
    public string ZoneId { get; init; } = "";

    public string LocalName { get; init; } = "";

    public string? ZoneType { get; init; }

    [Nested("InstanceTypes")]
    public IReadOnlyList<string> AvailableInstanceTypes { get; init; } = [];

    [Nested("DiskCategories")]
    public IReadOnlyList<string> AvailableDiskCategories { get; init; } = [];

    [Nested("ResourceTypes")]
    public IReadOnlyList<string> AvailableResourceCreation { get; init; } = [];
}
