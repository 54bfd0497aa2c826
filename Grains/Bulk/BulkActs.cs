using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Bulk;

/// <summary>What each action does to one thing.</summary>
internal sealed class BulkActs(IGrainFactory grains, string bulkId, BulkRequest request)
{
    /// <summary>Does it.</summary>
    /// <param name="id">The job or source server.</param>
    /// <param name="again">It may have been done already, before a crash.</param>
    /// <returns>The job that was made, or null.</returns>
    /// <exception cref="FleetException">It was refused.</exception>
    public async Task<string?> Do(string id, bool again)
    {
        switch (request.Action)
        {
            case BulkAction.Migrate:
                return await Migrate(id);
            case BulkAction.DeleteSources:
                await Source(id).Delete(request.Force);
                return null;
            case BulkAction.Label when id.StartsWith("j-", StringComparison.Ordinal):
                await Job(id).Label(request.Labels!);
                return null;
            case BulkAction.Label:
                await Source(id).Label(request.Labels!);
                return null;
            default:
                var action = ActionOf(request.Action);
                if (!again || !HasHad(action, (await Job(id).View()).Status))
                {
                    await Job(id).Act(action);
                }

                return null;
        }
    }

    /// <summary>The job of a source: always the same for the same bulk action, so that a repetition makes no second one.</summary>
    private async Task<string> Migrate(string sourceId)
    {
        var jobId = Ids.Of("j", bulkId, sourceId);
        var view = await Job(jobId).Create(request.Template! with { SourceId = sourceId });
        if (view.Status == JobStatus.Ready && view.Request.ScheduledStart is null)
        {
            await Job(jobId).Act(JobAction.Start);
        }

        return jobId;
    }

    private static JobAction ActionOf(BulkAction action) => action switch
    {
        BulkAction.Start => JobAction.Start,
        BulkAction.Pause => JobAction.Pause,
        BulkAction.Resume => JobAction.Resume,
        BulkAction.Retry => JobAction.Retry,
        BulkAction.Cancel => JobAction.Cancel,
        _ => throw ServiceErrors.BadRequest.With($"{action} is nothing that a job can be asked"),
    };

    private static bool HasHad(JobAction action, JobStatus status) => action switch
    {
        JobAction.Pause => status == JobStatus.Stopped,
        JobAction.Cancel => status is JobStatus.Deleting or JobStatus.Deleted,
        _ => status == JobStatus.Running,
    };

    private IMigrationJob Job(string id) => grains.GetGrain<IMigrationJob>(id);

    private ISourceServer Source(string id) => grains.GetGrain<ISourceServer>(id);
}
