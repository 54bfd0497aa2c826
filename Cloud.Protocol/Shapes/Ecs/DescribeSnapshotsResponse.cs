namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Snapshots.</summary>
public sealed record DescribeSnapshotsResponse : PagedResponse
{
    [Nested("Snapshot")]
    public IReadOnlyList<Snapshot> Snapshots { get; init; } = [];
}
