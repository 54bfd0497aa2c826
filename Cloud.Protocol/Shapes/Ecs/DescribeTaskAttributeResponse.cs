namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>One task.</summary>
public sealed record DescribeTaskAttributeResponse : RpcResponse
{
    public string TaskId { get; init; } = "";

    public string RegionId { get; init; } = "";

    public string TaskAction { get; init; } = "";

    public string TaskStatus { get; init; } = "";

    /// <summary>Such as 45%.</summary>
    public string TaskProcess { get; init; } = "";

    public string SupportCancel { get; init; } = "";

    public string CreationTime { get; init; } = "";

    public string? FinishedTime { get; init; }

    public int TotalCount { get; init; }

    public int SuccessCount { get; init; }

    public int FailedCount { get; init; }

    [Nested("OperationProgress")]
    public IReadOnlyList<OperationProgress> OperationProgressSet { get; init; } = [];
}
