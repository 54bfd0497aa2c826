namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A named fact of an operation: of an export OSSBucket, OSSObject and ImageFormat.</summary>
public sealed record RelatedItem
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}
