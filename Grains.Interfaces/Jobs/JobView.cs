using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>A job as shown.</summary>
/// <param name="Id"><c>j-…</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Request">What was asked.</param>
/// <param name="SourceName">Name of the source server.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Business">What it is at while it runs.</param>
/// <param name="Step">The current or failed step, or null before the start and after the end.</param>
/// <param name="Steps">All steps in order.</param>
/// <param name="Progress">Of the transfer, or null.</param>
/// <param name="Interrupted">Why it waits for an agent or receiver at the moment, or null.</param>
/// <param name="Fault">Why it is in error, or null.</param>
/// <param name="Actions">What can be asked of it now.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="StartedAt">UTC, or null.</param>
/// <param name="EndedAt">UTC, or null.</param>
/// <param name="Attempt">From 1; grows with each retry.</param>
/// <param name="InstanceId">The intermediate instance's id in the cloud, or null.</param>
/// <param name="EcsImageId">The transit image's id, or null.</param>
/// <param name="EdgeImageId">The result, or null.</param>
/// <param name="EdgeImageName">Name of the result, or null.</param>
/// <param name="Sync">What the transfer did, once done.</param>
/// <param name="Changes">What differs between source and image, one sentence each.</param>
/// <param name="Ledger">Every cloud resource the job made, and whether it still exists.</param>
/// <param name="Events">The last 100.</param>
/// <param name="Revision">Grows with each stored change.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.view")]
public sealed record JobView(
    string Id,
    string Name,
    JobRequest Request,
    string SourceName,
    JobStatus Status,
    BusinessStatus? Business,
    JobStep? Step,
    IReadOnlyList<StepView> Steps,
    SyncProgress? Progress,
    string? Interrupted,
    Fault? Fault,
    IReadOnlyList<JobAction> Actions,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    int Attempt,
    string? InstanceId,
    string? EcsImageId,
    string? EdgeImageId,
    string? EdgeImageName,
    SyncSummary? Sync,
    IReadOnlyList<string> Changes,
    IReadOnlyList<LedgerEntry> Ledger,
    IReadOnlyList<JobEvent> Events,
    long Revision)
{
    /// <summary>Our id of the intermediate instance, <c>ii-…</c>, or null while there is none.</summary>
    [Id(0)]
    public string? ReceiverId { get; init; }

    /// <summary>What a person should look at although the job goes on.</summary>
    [Id(1)]
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>What it costs, or null while it has made nothing.</summary>
    [Id(2)]
    public JobCost? Cost { get; init; }

    /// <summary>That it left nothing behind; null until it has ended.</summary>
    [Id(3)]
    public ZeroProof? Proof { get; init; }

    /// <summary>The last 50 times that it ran.</summary>
    [Id(4)]
    public IReadOnlyList<JobAttempt> Attempts { get; init; } = [];

    /// <summary>When it expires unless it runs; null for never. UTC.</summary>
    [Id(5)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When an expired job is removed; null while it has not expired. UTC.</summary>
    [Id(6)]
    public DateTimeOffset? PurgedAt { get; init; }

    /// <summary>The next run of an incremental job that waits; UTC.</summary>
    [Id(7)]
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Every image that it delivered, oldest first.</summary>
    [Id(8)]
    public IReadOnlyList<DeliveredImage> Images { get; init; } = [];

    /// <summary>The limit that it waits for, or null.</summary>
    [Id(9)]
    public QuotaWait? Waits { get; init; }
}
