namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A command on one instance.</summary>
public sealed record InvocationResult
{
    public string InstanceId { get; init; } = "";

    public string InvokeId { get; init; } = "";

    /// <summary>Pending, Scheduled, Running, Success, Failed, Error, Timeout, Cancelled, Stopping, Terminated, Aborted, Invalid.</summary>
    public string InvocationStatus { get; init; } = "";

    public int? ExitCode { get; init; }

    public string? Output { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorInfo { get; init; }
}
