using FleetMigrator.Grains.Interfaces.Jobs;

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
    public static JobView Of(JobRecord record, string id, StepView? live, SyncProgress? progress, int minor)
    {
        var business = JobMoves.BusinessOf(record.Status, record.Step);
        return new JobView(
            id, record.Name, record.Request!, record.SourceName, record.Status, business, record.Step,
            live is null ? record.Steps : [.. record.Steps.Select(step => step.Step == live.Step ? live : step)],
            progress, record.Interrupted, record.Fault, JobMoves.Actions(record.Status, business),
            record.CreatedAt, record.StartedAt, record.EndedAt, record.Attempt,
            record.Facts.InstanceId, record.Facts.EcsImageId, record.Facts.EdgeImageId, record.Facts.EdgeImageName,
            record.Sync, record.Changes, record.Ledger, record.Events, (record.Revision * MinorsPerRevision) + Math.Min(minor, MinorsPerRevision - 1))
        {
            ReceiverId = record.Facts.ReceiverId,
        };
    }

    private const int MinorsPerRevision = 1_000_000;
}
