namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Stock of one kind.</summary>
public sealed record AvailableResource
{
    public string Type { get; init; } = "";

    [Nested("SupportedResource")]
    public IReadOnlyList<SupportedResource> SupportedResources { get; init; } = [];
}
