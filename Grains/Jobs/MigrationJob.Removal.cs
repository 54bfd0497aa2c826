using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs.Steps;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Pausing and cancelling: what both ends and the cloud are told when people stop a job.</summary>
internal sealed partial class MigrationJob
{
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

    [LoggerMessage(3116, LogLevel.Information, "Job {JobId} was cancelled and has left nothing behind")]
    private partial void LogRemoved(string jobId);

    [LoggerMessage(3117, LogLevel.Information, "Job {JobId} was cancelled; its source {SourceId} does not exist any more")]
    private partial void LogSourceMissing(string jobId, string sourceId);
}
