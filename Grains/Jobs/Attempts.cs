using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs;

/// <summary>The record of every time that a job ran: written when it begins to run and when it stops, whatever the reason.</summary>
internal static class Attempts
{
    // More than anybody reads; a job that runs each hour would fill its state otherwise.
    private const int Kept = 50;

    /// <summary>The job after a move, with the attempt begun or ended that the move means.</summary>
    public static JobRecord Follow(JobRecord before, JobRecord after, DateTimeOffset now)
        => (before.Status == JobStatus.Running, after.Status == JobStatus.Running) switch
        {
            (false, true) => after with
            {
                Attempts = [.. after.Attempts.TakeLast(Kept - 1), new JobAttempt((after.Attempts is [.., var last] ? last.Number : 0) + 1, after.Trigger, after.Request!, after.Step, now)],
            },
            (true, false) when after.Attempts is [.., { EndedAt: null } running] => after with
            {
                Attempts = [.. after.Attempts.SkipLast(1), End(running, before, after, now)],
            },
            _ => after,
        };

    private static JobAttempt End(JobAttempt running, JobRecord before, JobRecord after, DateTimeOffset now)
        => running with
        {
            EndedAt = now,
            Outcome = after.Status switch
            {
                JobStatus.Stopped => AttemptOutcome.Paused,
                JobStatus.InError => AttemptOutcome.Failed,
                JobStatus.Deleting => AttemptOutcome.Cancelled,
                _ => AttemptOutcome.Succeeded,
            },
            To = after.Status is JobStatus.Finished or JobStatus.Waiting ? null : before.Step,
            Fault = after.Status == JobStatus.InError ? after.Fault : null,
        };
}
