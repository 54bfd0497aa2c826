namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A task in a list.</summary>
public sealed record TaskSummary
{
    public string TaskId { get; init; } = "";

    public string TaskAction { get; init; } = "";

    /// <summary>Waiting, Processing, Finished, Failed or Deleted.</summary>
    public string TaskStatus { get; init; } = "";

    /// <summary>true or false, as text.</summary>
    public string SupportCancel { get; init; } = "";

    public string CreationTime { get; init; } = "";

    public string? FinishedTime { get; init; }

    public string? ResourceId { get; init; }
}
