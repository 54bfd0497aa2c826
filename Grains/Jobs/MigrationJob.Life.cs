using FleetMigrator.Grains.Costs;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Jobs.Steps;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Jobs;

/// <summary>The moves of a job that a person or the time asks for, and what may be changed of it.</summary>
internal sealed partial class MigrationJob
{
    public async Task<JobView> Modify(JobChange change)
    {
        MustExist();
        if (JobChangeRules.Check(change, Record, Now).ToList() is { Count: > 0 } faults)
        {
            throw new FleetException(faults);
        }

        await Rename(change.Name ?? Record.Name, (job, _) => JobChangeRules.Apply(change, job));
        if (Record.Status == JobStatus.Expired && JobChangeRules.IsExtension(change))
        {
            await Move(JobMoves.Reopening(Record.ExpiredFrom), job => job with { ExpiredAt = null }, "The job is valid again.");
        }

        return ToView();
    }

    /// <summary>Applies one signal, as the table allows it.</summary>
    private async Task Move(JobSignal signal, Func<JobRecord, JobRecord> change, string told)
    {
        var to = JobMoves.Next(Record.Status, JobMoves.BusinessOf(Record.Status, Record.Step), signal);
        if (to == JobStatus.Running)
        {
            await Source(Record.Request!.SourceId).Reserve(Id);
        }

        _failures = 0;
        (_nextLook, _nextWatch) = (default, default);
        var saving = Save(job => change(job) with { Status = to }, told);

        // The record has moved, so nothing begins anew; what is under way ends soon, a call that makes something is carried through.
        var stopping = _stop.CancelAsync();
        await saving;
        await stopping;
        LogMoved(Id, signal, to);
        Schedule();
    }

    /// <summary>The record after an action of a person.</summary>
    private JobRecord After(JobRecord job, JobAction action) => action switch
    {
        JobAction.Start => Enter(job with { StartedAt = Now, Trigger = AttemptTrigger.Manual }, Itinerary.Steps[0].Id),
        JobAction.Pause when job.Status == JobStatus.Waiting => job with { NextRunAt = null },
        JobAction.Pause => job with { Facts = job.Facts with { Halt = true }, Interrupted = null },
        // Paused between two runs: going on means the next run.
        JobAction.Resume when job.Step is null => BeginRun(job with { Trigger = AttemptTrigger.Resume }),
        JobAction.Resume => Again(job with { Trigger = AttemptTrigger.Resume }, newTry: false),
        JobAction.Retry => Again(job with { Attempt = job.Attempt + 1, Trigger = AttemptTrigger.Retry }, job.FreshTry),
        JobAction.Run => BeginRun(job with { Trigger = AttemptTrigger.Manual }),
        JobAction.CutOver => Enter(job with { IsCutOver = true, NextRunAt = null, Trigger = AttemptTrigger.CutOver }, JobStep.CleanUp),
        JobAction.SyncAndCutOver => BeginRun(job with { IsCutOver = true, Trigger = AttemptTrigger.CutOver }),
        _ => job with { Interrupted = null, Fault = null },
    };

    /// <summary>Does what the time has come for. Asked for each minute, and at the start of the service.</summary>
    private async Task KeepTime()
    {
        if (Deadlines.MustTell(Record, tools.Options, Now))
        {
            var text = $"The job expires at {Record.ExpiresAt:u}: then it can no longer go on, and {tools.Options.KeepExpired.TotalDays:0.#} days later everything that it made is released. Extend its validity to keep it.";
            await Save(job => job with { ExpiryToldAt = Now }, text);
            Tell(NoticeKind.Expiring, text);
        }

        if (Deadlines.MustRemind(Record, tools.Options, Now))
        {
            var cost = JobCosts.Of(Record, tools.Prices, Now);
            var text = $"The job is {Record.Status}, and its intermediate instance {Record.Facts.InstanceId} is kept and costs"
                + (cost is null ? "." : $" ({cost.SoFar:0.00} {cost.Currency} so far).") + " Resume, retry or cancel it.";
            await Save(job => job with { KeptToldAt = Now }, text);
            Tell(NoticeKind.Kept, text);
        }

        switch (Deadlines.Due(Record, tools.Options, Now))
        {
            case JobSignal.Start:
                await Move(JobSignal.Start, job => Enter(job with { StartedAt = Now, Trigger = AttemptTrigger.Schedule }, Itinerary.Steps[0].Id), "The migration was started at the time that was set.");
                break;
            case JobSignal.Run:
                await Move(JobSignal.Run, job => BeginRun(job with { Trigger = AttemptTrigger.Interval }), "The next run was started.");
                break;
            case JobSignal.Expire:
                var expired = $"The job has expired. It and what it made are kept until {Now + tools.Options.KeepExpired:u}; extend its validity to bring it back.";
                await Move(JobSignal.Expire, job => job with { ExpiredAt = Now, ExpiredFrom = job.Status, NextRunAt = null }, expired);
                Tell(NoticeKind.Expired, expired);
                break;
            case JobSignal.Purge:
                const string Purged = "The job had expired and was kept long enough; everything temporary is being released. Finished images stay.";
                await Move(JobSignal.Purge, job => job with { Fault = null }, Purged);
                Tell(NoticeKind.Purged, Purged);
                break;
        }
    }

    /// <summary>News that a person should hear of without looking.</summary>
    private void TellOthers(JobRecord before, JobRecord after)
    {
        if (before.Status != after.Status && after is { Status: JobStatus.InError, Fault: { } fault })
        {
            Tell(NoticeKind.Failed, $"{fault.Title}: {fault.Cause} {fault.Remedy}", fault.Code);
        }

        if (before.Status != after.Status && after.Status == JobStatus.Finished)
        {
            Tell(NoticeKind.Finished, $"The migration of {after.SourceName} is finished.");
        }

        foreach (var warning in after.Warnings.Skip(before.Warnings.Count))
        {
            Tell(NoticeKind.Warning, $"{warning.Title}: {warning.Cause} {warning.Remedy}", warning.Code);
        }
    }

    private void Tell(NoticeKind kind, string text, string? code = null)
    {
        LogNotice(Id, kind, text);
        foreach (var notices in tools.Notices)
        {
            notices.Tell(new Notice(Notice.IdOf(Id, kind, Now), kind, Now, Id, Record.Name, text, code));
        }
    }

    [LoggerMessage(3121, LogLevel.Information, "Job {JobId}, {Kind}: {Text}")]
    private partial void LogNotice(string jobId, NoticeKind kind, string text);
}
