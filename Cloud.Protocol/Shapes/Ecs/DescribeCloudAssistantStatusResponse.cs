namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Whether Cloud Assistant answers on instances.</summary>
public sealed record DescribeCloudAssistantStatusResponse : PagedResponse
{
    [Nested("InstanceCloudAssistantStatus")]
    public IReadOnlyList<InstanceCloudAssistantStatus> InstanceCloudAssistantStatusSet { get; init; } = [];
}
