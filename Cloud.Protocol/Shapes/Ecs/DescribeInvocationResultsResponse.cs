namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>What came of a command. The list and its paging stand inside.</summary>
public sealed record DescribeInvocationResultsResponse : RpcResponse
{
    public InvocationOutcome? Invocation { get; init; }
}
