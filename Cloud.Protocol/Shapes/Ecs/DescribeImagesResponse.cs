namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Images.</summary>
public sealed record DescribeImagesResponse : PagedResponse
{
    public string? RegionId { get; init; }

    [Nested("Image")]
    public IReadOnlyList<Image> Images { get; init; } = [];
}
