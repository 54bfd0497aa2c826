namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Tasks.</summary>
public sealed record DescribeTasksResponse : PagedResponse
{
    public string? RegionId { get; init; }

    [Nested("Task")]
    public IReadOnlyList<TaskSummary> TaskSet { get; init; } = [];
}
