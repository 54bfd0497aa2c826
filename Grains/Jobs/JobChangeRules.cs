using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What may be changed of a job, and when.</summary>
internal static class JobChangeRules
{
    private static readonly JobStatus[] Always =
        [JobStatus.Ready, JobStatus.Running, JobStatus.Stopped, JobStatus.Waiting, JobStatus.InError, JobStatus.Finished, JobStatus.Expired];

    private static readonly JobStatus[] WhileItMayExpire =
        [JobStatus.Ready, JobStatus.Running, JobStatus.Stopped, JobStatus.Waiting, JobStatus.InError, JobStatus.Expired];

    private static readonly JobStatus[] BeforeTheStart = [JobStatus.Ready];

    private static readonly JobStatus[] BetweenRuns = [JobStatus.Ready, JobStatus.Waiting];

    /// <summary>Every fault of the change.</summary>
    public static IEnumerable<Fault> Check(JobChange change, JobRecord job, DateTimeOffset now)
    {
        var never = change.NeverExpires ?? (job.Request!.NeverExpires && change.ValidUntil is null);
        return Moment(change.Name, "name", Always, job)
            .Concat(Moment(change.Description, "description", Always, job))
            .Concat(Moment(change.ValidUntil, "validUntil", WhileItMayExpire, job))
            .Concat(Moment(change.NeverExpires, "neverExpires", WhileItMayExpire, job))
            .Concat(Moment(change.ScheduledStart, "scheduledStart", BeforeTheStart, job))
            .Concat(Moment(change.IntervalHours, "intervalHours", BetweenRuns, job))
            .Concat(Moment(change.ImagesToKeep, "imagesToKeep", BetweenRuns, job))
            .Concat(JobFormRules.Name(change.Name ?? ""))
            .Concat(JobFormRules.Description(change.Description ?? ""))
            .Concat(JobTimeRules.Start(change.ScheduledStart, now))
            .Concat(JobTimeRules.Validity(change.ValidUntil, never, now))
            .Concat(change.IntervalHours is { } hours ? JobTimeRules.Interval(hours) : [])
            .Concat(change.ImagesToKeep is { } images ? JobTimeRules.Images(images) : [])
            .Concat(job.Request!.Incremental || (change.IntervalHours is null && change.ImagesToKeep is null)
                ? []
                : [JobErrors.IllegalMove.Fault("the job is not incremental") with { Field = change.IntervalHours is null ? "imagesToKeep" : "intervalHours" }]);
    }

    /// <summary>Every fault of another request for a job that was not started.</summary>
    /// <param name="old">The request so far.</param>
    /// <param name="next">The other one.</param>
    /// <param name="faults">Its faults if it were a new one.</param>
    public static IEnumerable<Fault> Edit(JobRequest old, JobRequest next, IEnumerable<Fault> faults)
    {
        if (next.SourceId != old.SourceId)
        {
            yield return JobErrors.IllegalMove.Fault($"a job keeps its source {old.SourceId}; create another job for another one") with { Field = "sourceId" };
        }

        if (next.Incremental != old.Incremental)
        {
            yield return JobErrors.IllegalMove.Fault("whether a job is incremental is fixed at its creation") with { Field = "incremental" };
        }

        // A time that stays was far enough ahead when it was set.
        foreach (var fault in faults.Where(fault => (fault.Field != "scheduledStart" || next.ScheduledStart != old.ScheduledStart) && (fault.Field != "validUntil" || next.ValidUntil != old.ValidUntil)))
        {
            yield return fault;
        }
    }

    /// <summary>Whether the change gives the job a new validity.</summary>
    public static bool IsExtension(JobChange change) => change.ValidUntil is not null || change.NeverExpires == true;

    /// <summary>The job with the change.</summary>
    public static JobRecord Apply(JobChange change, JobRecord job)
    {
        var old = job.Request!;
        var request = old with
        {
            Name = change.Name ?? old.Name,
            Description = change.Description ?? old.Description,
            ValidUntil = change.ValidUntil ?? (change.NeverExpires == true ? null : old.ValidUntil),
            NeverExpires = change.NeverExpires ?? (old.NeverExpires && change.ValidUntil is null),
            ScheduledStart = change.ScheduledStart ?? old.ScheduledStart,
            IntervalHours = change.IntervalHours ?? old.IntervalHours,
            ImagesToKeep = change.ImagesToKeep ?? old.ImagesToKeep,
        };
        var timed = change.ValidUntil is not null || change.NeverExpires is not null;
        return job with
        {
            Request = request,
            Name = change.Name ?? job.Name,
            ExpiresAt = timed ? JobTimeRules.Expiry(request, job.CreatedAt) : job.ExpiresAt,
            ExpiryToldAt = timed ? null : job.ExpiryToldAt,
        };
    }

    private static IEnumerable<Fault> Moment(object? value, string field, JobStatus[] when, JobRecord job)
        => value is null || when.Contains(job.Status) ? [] : [JobErrors.IllegalMove.Fault($"{field} while {job.Status}") with { Field = field }];
}
