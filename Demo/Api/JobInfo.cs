namespace FleetMigrator.Demo.Api;

/// <summary>A job, as far as the demo looks.</summary>
public sealed record JobInfo(
    string Id,
    string Status,
    string? Step,
    IReadOnlyList<StepInfo> Steps,
    ProgressInfo? Progress,
    string? Interrupted,
    FaultInfo? Fault,
    string? InstanceId,
    string? EdgeImageId,
    string? EdgeImageName,
    SyncInfo? Sync,
    IReadOnlyList<string> Changes,
    IReadOnlyList<LedgerInfo> Ledger,
    int Attempt);
