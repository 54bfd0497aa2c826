using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What the time has come for. Pure: the job's record, the options and the clock decide.</summary>
internal static class Deadlines
{
    /// <summary>The move that is due, or null.</summary>
    public static JobSignal? Due(JobRecord job, JobOptions options, DateTimeOffset now) => job switch
    {
        { Status: JobStatus.Expired, ExpiredAt: { } expired } when now - expired >= options.KeepExpired => JobSignal.Purge,
        // Nothing is taken away from somebody who was not told in time, such as of a job that failed long after its validity.
        { ExpiresAt: { } end, ExpiryToldAt: { } told } when CanExpire(job.Status) && now >= end && now - told >= options.LeastNotice => JobSignal.Expire,
        { Status: JobStatus.Ready, Request.ScheduledStart: { } start } when now >= start => JobSignal.Start,
        { Status: JobStatus.Waiting, NextRunAt: { } next } when now >= next => JobSignal.Run,
        _ => null,
    };

    /// <summary>Whether people have to be told now that the job will expire.</summary>
    public static bool MustTell(JobRecord job, JobOptions options, DateTimeOffset now)
        => job is { ExpiresAt: { } end, ExpiryToldAt: null } && CanExpire(job.Status) && now >= end - options.ExpiryNotice;

    /// <summary>Whether people have to be told (again) that a job rests while its instance costs.</summary>
    public static bool MustRemind(JobRecord job, JobOptions options, DateTimeOffset now)
        => job.Status is JobStatus.Stopped or JobStatus.InError or JobStatus.Expired
            && job.Ledger.Any(entry => entry is { Kind: ResourceKind.Instance, State: ResourceState.Exists })
            && job.Events.Count > 0
            && now - (job.KeptToldAt ?? job.Events[^1].At) >= options.KeptNotice;

    private static bool CanExpire(JobStatus status) => status is JobStatus.Ready or JobStatus.Stopped or JobStatus.InError or JobStatus.Waiting;
}
