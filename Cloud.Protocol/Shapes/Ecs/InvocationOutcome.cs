namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>What came of a command on each instance.</summary>
public sealed record InvocationOutcome
{
    [Nested("InvocationResult")]
    public IReadOnlyList<InvocationResult> InvocationResults { get; init; } = [];

    public int? TotalCount { get; init; }
}
