using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs.Steps;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Jobs;

/// <summary>The walk through the itinerary: one look at a time, on a timer that lets actions and views in between.</summary>
internal sealed partial class MigrationJob
{
    // Longer than any single call and the upload of the bundle over a slow line; a hanging one must not hold the job for ever.
    private static readonly TimeSpan LookLimit = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan InterruptedPause = TimeSpan.FromSeconds(2);

    // A step that ran this long without a fault has recovered; its next fault gets the whole budget again.
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(5);

    private IGrainTimer? _timer;
    private CancellationTokenSource _stop = new();
    private bool _wokenAgain;
    private StepView? _live;
    private SyncProgress? _progress;
    private int _minor;
    private int _failures;
    private DateTimeOffset _nextWatch;
    private DateTimeOffset _failingSince;
    private DateTimeOffset _failedLast;
    private DateTimeOffset _nextLook;

    private bool HasWork => Record.Request is not null
        && (Record.Status is JobStatus.Running or JobStatus.Deleting || (Record.Status == JobStatus.Stopped && Record.Facts.Halt));

    /// <summary>The timer runs exactly while there is something to do.</summary>
    private void Schedule()
    {
        if (HasWork && _timer is null)
        {
            var every = tools.Options.PollEvery;
            _timer = this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(TimeSpan.Zero, every) { Interleave = true, KeepAlive = true });
        }
        else if (!HasWork && _timer is not null)
        {
            _timer.Dispose();
            _timer = null;
        }
    }

    private async Task Look(CancellationToken lifetime)
    {
        if (!HasWork || Now < _nextLook)
        {
            return;
        }

        _stop.Dispose();
        _stop = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(LookLimit, tools.Clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, limit.Token, lifetime);
        var stopped = _stop.Token;
        try
        {
            await Look(stopped, ends.Token);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested || lifetime.IsCancellationRequested)
        {
            // A person's action or the end of this activation: whoever comes next looks at the record.
        }
        catch (Exception exception)
        {
            // The timer goes on; after a failed write the activation ends by itself and the next one takes over.
            LogLookFailed(exception, Id);
        }

        Schedule();
    }

    private async Task Look(CancellationToken stopped, CancellationToken ends)
    {
        if (_wokenAgain)
        {
            _wokenAgain = false;
            await Save(job => job, "The service was started again; the job goes on.");
        }

        var context = new JobContext(Id, this, clouds.For("default"), GrainFactory, tools, ends);
        switch (Record.Status)
        {
            case JobStatus.Running:
                while (Record.Status == JobStatus.Running && !ends.IsCancellationRequested && await Advance(context, stopped))
                {
                }

                break;
            case JobStatus.Stopped:
                await Halt(context);
                break;
            case JobStatus.Deleting:
                await Remove(context, stopped);
                break;
        }
    }

    /// <summary>One look at the current step; true when the next one can be begun at once.</summary>
    private async Task<bool> Advance(JobContext context, CancellationToken stopped)
    {
        var step = Itinerary.Of(Record.Step!.Value);
        var result = await Run(step, context, stopped);
        if (stopped.IsCancellationRequested || Record.Status != JobStatus.Running)
        {
            return false;
        }

        if (result is not StepResult.Interrupted && Record.Interrupted is not null)
        {
            await Save(job => job with { Interrupted = null }, "The connection is back; the migration goes on.");
            if (Record.Status != JobStatus.Running)
            {
                return false;
            }
        }

        switch (result)
        {
            case StepResult.Done done:
                await Finish(step, done.Text);
                return Record.Status == JobStatus.Running;
            case StepResult.Working working:
                await Show(step, working);
                return false;
            case StepResult.Interrupted interrupted:
                await Interrupt(interrupted);
                return false;
            case StepResult.Failed failed:
                await Fail(step, failed);
                return false;
            default:
                throw new InvalidOperationException($"{step.Id} came to {result}");
        }
    }

    private async Task<StepResult> Run(IJobStep step, JobContext context, CancellationToken stopped)
    {
        try
        {
            if (InstanceWatch.Concerns(Record) && Now >= _nextWatch)
            {
                _nextWatch = Now + InstanceWatch.Every;
                if (await InstanceWatch.Look(context) is { } meddled)
                {
                    return meddled;
                }
            }

            return await Admission(step) ?? await step.Run(context);
        }
        catch (FleetException fault)
        {
            return new StepResult.Failed(fault.Fault, fault.Fault.Cure == Cure.Wait);
        }
        catch (OperationCanceledException) when (!stopped.IsCancellationRequested)
        {
            return new StepResult.Failed(JobErrors.StepTimedOut.Fault($"a call in {step.Id} took more than {LookLimit.TotalMinutes} minutes"), Retryable: true);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or IOException or HttpRequestException)
        {
            LogStepFailed(exception, Id, step.Id);
            return new StepResult.Failed(JobErrors.StepFailed.Fault(exception.Message), Retryable: true);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogStepFailed(exception, Id, step.Id);
            return new StepResult.Failed(ServiceErrors.Unforeseen.Fault($"{exception.GetType().Name} in {step.Id} of {Id}: {exception.Message}"), Retryable: false);
        }
    }

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

    /// <summary>Tells both ends of a pause. Their grains keep the orders until they are carried out.</summary>
    private async Task Halt(JobContext context)
    {
        var epoch = Record.Facts.Epoch;
        await context.Source.Command(new StopSyncCommand($"{Id}/pause-{epoch}", Id));
        await context.Receiver.Command(new Interfaces.Instances.CloseTransferCommand($"{Id}/pause-{epoch}", Id));
        if (Record.Status == JobStatus.Stopped)
        {
            await Save(job => job with { Facts = job.Facts with { Halt = false } });
        }
    }

    /// <summary>Cancelled: frees the source, then releases everything, for as long as it takes.</summary>
    private async Task Remove(JobContext context, CancellationToken stopped)
    {
        if (!Record.Facts.SourceFreed)
        {
            await FreeSource(context);
        }

        StepResult result;
        try
        {
            result = await LedgerCleaner.Pass(context);
        }
        catch (FleetException fault) when (!stopped.IsCancellationRequested)
        {
            result = new StepResult.Failed(fault.Fault, Retryable: true);
        }

        switch (result)
        {
            case StepResult.Done done:
                await Names.Free(Record.Held);
                await Save(job => job with
                {
                    Status = JobMoves.Next(job.Status, JobMoves.BusinessOf(job.Status, job.Step), JobSignal.Cleaned),
                    Step = null,
                    Fault = null,
                    EndedAt = Now,
                }, done.Text);
                LogRemoved(Id);
                break;
            case StepResult.Failed failed:
                // Nothing else can be done for a cancelled job than to try again until the cause is repaired.
                _failures++;
                _nextLook = Now + RetryClass.Of(failed.Fault, tools.Options).Pause(_failures, tools.Jitter.Next());
                if (Record.Fault?.Cause != failed.Fault.Cause)
                {
                    await Save(job => job with { Fault = failed.Fault }, $"{failed.Fault.Title}: {failed.Fault.Cause}", failed.Fault.Code);
                }

                break;
            case StepResult.Working working:
                _nextLook = Now + (working.PollAfter ?? TimeSpan.Zero);
                break;
        }
    }

    private async Task FreeSource(JobContext context)
    {
        try
        {
            if (Record.Facts.Epoch > 0 && Record.Sync is null)
            {
                await context.Source.Command(new StopSyncCommand($"{Id}/cancel-{Record.Facts.Epoch}", Id));
            }

            await context.Source.Release(Id);
        }
        catch (FleetException missing) when (missing.Code == SourceErrors.Unknown.Id)
        {
            LogSourceMissing(Id, Record.Request!.SourceId);
        }

        await Save(job => job with { Facts = job.Facts with { SourceFreed = true } });
    }

    [LoggerMessage(3110, LogLevel.Information, "Job {JobId}: {Step} is done. {Text}")]
    private partial void LogStepDone(string jobId, JobStep step, string text);

    [LoggerMessage(3111, LogLevel.Warning, "Job {JobId}: {Step} failed with {Code}: {Cause}; try {Failures} follows")]
    private partial void LogTriedAgain(string jobId, JobStep step, string code, string cause, int failures);

    [LoggerMessage(3112, LogLevel.Error, "Job {JobId} is in error in {Step} with {Code}: {Cause}")]
    private partial void LogInError(string jobId, JobStep? step, string code, string cause);

    [LoggerMessage(3113, LogLevel.Warning, "Job {JobId} is interrupted: {Text}")]
    private partial void LogInterrupted(string jobId, string text);

    [LoggerMessage(3114, LogLevel.Error, "Job {JobId}: {Step} ended with an exception")]
    private partial void LogStepFailed(Exception exception, string jobId, JobStep step);

    [LoggerMessage(3115, LogLevel.Error, "A look at job {JobId} failed")]
    private partial void LogLookFailed(Exception exception, string jobId);

    [LoggerMessage(3116, LogLevel.Information, "Job {JobId} was cancelled and has left nothing behind")]
    private partial void LogRemoved(string jobId);

    [LoggerMessage(3117, LogLevel.Information, "Job {JobId} was cancelled; its source {SourceId} does not exist any more")]
    private partial void LogSourceMissing(string jobId, string sourceId);
}
