namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>One operation of a task: of an export, one disk.</summary>
public sealed record OperationProgress
{
    public string OperationStatus { get; init; } = "";

    public string? ErrorCode { get; init; }

    public string? ErrorMsg { get; init; }

    [Nested("RelatedItem")]
    public IReadOnlyList<RelatedItem> RelatedItemSet { get; init; } = [];
}
