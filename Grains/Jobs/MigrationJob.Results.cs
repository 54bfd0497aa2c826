using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Jobs.Steps;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What each result of a step makes of the job.</summary>
internal sealed partial class MigrationJob
{
    private static readonly TimeSpan InterruptedPause = TimeSpan.FromSeconds(2);

    // A step that ran this long without a fault has recovered; its next fault gets the whole budget again.
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(5);

    private StepView? _live;
    private int _failures;
    private DateTimeOffset _failingSince;
    private DateTimeOffset _failedLast;

    private async Task Finish(IJobStep step, string text)
    {
        var shown = _live;
        _live = null;
        _failures = 0;
        var next = Itinerary.After(step.Id, Record);
        await Save(job =>
        {
            var done = job.Show(step.Id, view => view with
            {
                State = StepState.Succeeded,
                EndedAt = Now,
                Percent = 100,
                DoneBytes = shown?.DoneBytes ?? view.DoneBytes,
                TotalBytes = shown?.TotalBytes ?? view.TotalBytes,
                Text = text,
            }).Tell(Now, text);
            return step.Id == JobStep.EndRun ? Wait(done) : next is not null
                ? Enter(done, next.Id)
                : done with { Status = JobMoves.Next(job.Status, JobMoves.BusinessOf(job.Status, job.Step), JobSignal.Finish), Step = null, EndedAt = Now };
        });
        LogStepDone(Id, step.Id, text);
    }

    /// <summary>The record between two runs.</summary>
    private JobRecord Wait(JobRecord job) => job with
    {
        Status = JobMoves.Next(job.Status, JobMoves.BusinessOf(job.Status, job.Step), JobSignal.RunDone),
        Step = null,
        Run = job.Run + 1,
        NextRunAt = Now + TimeSpan.FromHours(job.Request!.IntervalHours),
    };

    private async Task Show(IJobStep step, StepResult.Working working)
    {
        if (_failures > 0 && Now - _failedLast > Recovered)
        {
            _failures = 0;
        }

        var current = Record.Steps.First(view => view.Step == step.Id);
        if (step.IsLimited && !working.IsInLine && current.StartedAt is { } since && Now - since > tools.Options.CloudStepLimit)
        {
            await Fail(step, new StepResult.Failed(JobErrors.StepTimedOut.Fault($"{step.Id} since {since:u}: {working.Text}"), Retryable: false));
            return;
        }

        _nextLook = working.PollAfter is { } pause ? Now + pause : default;
        var shown = current with { Percent = working.Percent, DoneBytes = working.DoneBytes, TotalBytes = working.TotalBytes, Text = working.Text };
        if (shown != _live)
        {
            // Not stored: after a crash the next look finds it out again.
            _live = shown;
            _minor++;
            projection.Changed(ToView());
        }
    }

    private async Task Interrupt(StepResult.Interrupted interrupted)
    {
        _nextLook = Now + InterruptedPause;
        if (Record.Interrupted is null)
        {
            await Save(job => job with { Interrupted = interrupted.Text, InterruptedSince = Now }, interrupted.Text);
            LogInterrupted(Id, interrupted.Text);
        }
        else if (Now - Record.InterruptedSince >= tools.Options.InterruptedLimit)
        {
            await InError(new StepResult.Failed(interrupted.Lost.Fault($"{interrupted.Text} It was silent since {Record.InterruptedSince:u}."), Retryable: false));
        }
    }

    private async Task Fail(IJobStep step, StepResult.Failed failed)
    {
        var now = Now;
        if (_failures == 0)
        {
            _failingSince = now;
        }

        _failures++;
        _failedLast = now;
        var patience = RetryClass.Of(failed.Fault, tools.Options);
        if (!failed.Retryable || now - _failingSince >= patience.Budget)
        {
            await InError(failed.Retryable ? failed with { Fault = failed.Fault with { Cause = $"{failed.Fault.Cause}. {_failures} tries of {step.Id} since {_failingSince:u}" } } : failed);
            return;
        }

        var pause = patience.Pause(_failures, tools.Jitter.Next());
        _nextLook = now + pause;
        await Save(
            job => failed.FreshTry ? job with { Try = job.Try + 1, Facts = step.Again(job.Facts) } : job,
            $"{failed.Fault.Title}: {failed.Fault.Cause}. Tried again in {pause.TotalSeconds:0} s.",
            failed.Fault.Code);
        LogTriedAgain(Id, step.Id, failed.Fault.Code, failed.Fault.Cause, _failures);
    }

    private async Task InError(StepResult.Failed failed)
    {
        _failures = 0;
        _live = null;
        var fault = failed.Fault;
        await Save(
            job => job.Show(job.Step!.Value, view => view with { State = StepState.Failed, EndedAt = Now, Text = $"{fault.Title}: {fault.Cause}" }) with
            {
                Status = JobMoves.Next(job.Status, JobMoves.BusinessOf(job.Status, job.Step), JobSignal.Fail),
                Fault = fault,
                FreshTry = failed.FreshTry,
                Interrupted = null,
            },
            $"{fault.Title}: {fault.Cause}",
            fault.Code);
        LogInError(Id, Record.Step, fault.Code, fault.Cause);
    }

    [LoggerMessage(3110, LogLevel.Information, "Job {JobId}: {Step} is done. {Text}")]
    private partial void LogStepDone(string jobId, JobStep step, string text);

    [LoggerMessage(3111, LogLevel.Warning, "Job {JobId}: {Step} failed with {Code}: {Cause}; try {Failures} follows")]
    private partial void LogTriedAgain(string jobId, JobStep step, string code, string cause, int failures);

    [LoggerMessage(3112, LogLevel.Error, "Job {JobId} is in error in {Step} with {Code}: {Cause}")]
    private partial void LogInError(string jobId, JobStep? step, string code, string cause);

    [LoggerMessage(3113, LogLevel.Warning, "Job {JobId} is interrupted: {Text}")]
    private partial void LogInterrupted(string jobId, string text);
}
