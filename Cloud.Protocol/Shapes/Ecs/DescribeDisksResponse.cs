namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Disks.</summary>
public sealed record DescribeDisksResponse : PagedResponse
{
    [Nested("Disk")]
    public IReadOnlyList<Disk> Disks { get; init; } = [];
}
