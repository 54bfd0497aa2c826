namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Cloud Assistant of one instance.</summary>
public sealed record InstanceCloudAssistantStatus
{
    public string InstanceId { get; init; } = "";

    /// <summary>The words true and false.</summary>
    public string CloudAssistantStatus { get; init; } = "";

    public string? CloudAssistantVersion { get; init; }
}
