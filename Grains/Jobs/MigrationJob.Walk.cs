using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Jobs.Steps;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Jobs;

/// <summary>The walk through the itinerary: one look at a time, on a timer that lets actions and views in between.</summary>
internal sealed partial class MigrationJob
{
    // Longer than any single call and the upload of the bundle over a slow line; a hanging one must not hold the job for ever.
    private static readonly TimeSpan LookLimit = TimeSpan.FromMinutes(30);

    private IGrainTimer? _timer;
    private CancellationTokenSource _stop = new();
    private bool _wokenAgain;
    private SyncProgress? _progress;
    private int _minor;
    private DateTimeOffset _nextWatch;
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

    [LoggerMessage(3114, LogLevel.Error, "Job {JobId}: {Step} ended with an exception")]
    private partial void LogStepFailed(Exception exception, string jobId, JobStep step);

    [LoggerMessage(3115, LogLevel.Error, "A look at job {JobId} failed")]
    private partial void LogLookFailed(Exception exception, string jobId);
}
