using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Sources;

/// <summary>The end of a source server: stored first, then carried out, and gone on with after a crash.</summary>
internal sealed partial class SourceServer
{
    public async Task<bool> Delete(bool force = false)
    {
        if (!Exists)
        {
            projection.Removed(Id);
            return true;
        }

        if (!Record.Deleting)
        {
            await MayBeDeleted(force);
            await Save(Record with { Deleting = true });
        }

        await GoOnDeleting();
        return !Exists;
    }

    private async Task MayBeDeleted(bool force)
    {
        if (await StatusOfJob() is not { } status)
        {
            return;
        }

        if (status == JobStatus.Running)
        {
            throw SourceErrors.JobRuns.With($"{Record.Name} ({Id}) has the running job {Record.JobId}");
        }

        if (!force)
        {
            throw SourceErrors.HasJob.With($"{Record.Name} ({Id}) has the job {Record.JobId}, which is {status}");
        }
    }

    private async Task GoOnDeleting()
    {
        if (await StatusOfJob() is { } status)
        {
            if (status != JobStatus.Deleting)
            {
                // Not waited for: the job may be waiting for this server at the same moment. The next look sees what became of it.
                _ = CancelJob(Record.JobId!);
            }

            return;
        }

        await Names.Free(Record.Held);
        await GrainFactory.GetGrain<IMachine>(Record.Identity!.MachineKey(Account)).Forget(Id);
        foreach (var other in Record.Resembles)
        {
            await GrainFactory.GetGrain<ISourceServer>(other).Resemble(Id, resembles: false);
        }

        await this.Clear(store);
        EndSession();
        projection.Removed(Id);
        LogDeleted(Id);
    }

    /// <summary>Where the latest job is; null when there is none, or none any more.</summary>
    private async Task<JobStatus?> StatusOfJob()
    {
        if (Record.JobId is not { } jobId)
        {
            return null;
        }

        try
        {
            var job = await GrainFactory.GetGrain<IMigrationJob>(jobId).View();
            return job.Status == JobStatus.Deleted ? null : job.Status;
        }
        catch (FleetException gone) when (gone.Code == JobErrors.Unknown.Id)
        {
            return null;
        }
    }

    private async Task CancelJob(string jobId)
    {
        try
        {
            await GrainFactory.GetGrain<IMigrationJob>(jobId).Act(JobAction.Cancel);
        }
        catch (Exception failed)
        {
            LogNotCancelled(failed, jobId, Id);
        }
    }

    [LoggerMessage(2103, LogLevel.Information, "Source server {SourceId} was deleted")]
    private partial void LogDeleted(string sourceId);

    [LoggerMessage(2106, LogLevel.Warning, "Job {JobId} of {SourceId}, which is being deleted, could not be cancelled yet; it is tried again")]
    private partial void LogNotCancelled(Exception failed, string jobId, string sourceId);
}
