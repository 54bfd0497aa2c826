using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs;

/// <summary>How a job is shown.</summary>
internal static class JobViews
{
    /// <summary>The record with what is known in memory only laid over it.</summary>
    /// <param name="record">As stored.</param>
    /// <param name="id">The job's id.</param>
    /// <param name="live">The current step as last seen, or null.</param>
    /// <param name="progress">Of the transfer, or null.</param>
    /// <param name="minor">Counts what changed since the record was stored, so that newer views win.</param>
    /// <param name="cost">What it costs by now.</param>
    /// <param name="purged">When it will be removed, or null.</param>
    public static JobView Of(JobRecord record, string id, StepView? live, SyncProgress? progress, int minor, JobCost? cost, DateTimeOffset? purged)
    {
        var business = JobMoves.BusinessOf(record.Status, record.Step);
        return new JobView(
            id, record.Name, record.Request!, record.SourceName, record.Status, business, record.Step,
            live is null ? record.Steps : [.. record.Steps.Select(step => step.Step == live.Step ? live : step)],
            progress, record.Interrupted, record.Fault, Actions(record, business),
            record.CreatedAt, record.StartedAt, record.EndedAt, record.Attempt,
            record.Facts.InstanceId, record.Facts.EcsImageId, record.Facts.EdgeImageId, record.Facts.EdgeImageName,
            record.Sync, record.Changes, record.Ledger, record.Events, (record.Revision * MinorsPerRevision) + Math.Min(minor, MinorsPerRevision - 1))
        {
            ReceiverId = record.Facts.ReceiverId,
            Warnings = record.Warnings,
            Cost = cost,
            Proof = record.Proof,
            Attempts = record.Attempts,
            ExpiresAt = record.ExpiresAt,
            PurgedAt = purged,
            NextRunAt = record.NextRunAt,
            Images = record.Images,
        };
    }

    // What can't be saved is not offered to be tried again.
    private static IReadOnlyList<JobAction> Actions(JobRecord record, BusinessStatus? business)
        => [.. JobMoves.Actions(record.Status, business).Where(action => action != JobAction.Retry || record.Fault?.Cure != Cure.StartOver)];

    private const int MinorsPerRevision = 1_000_000;
}
