using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Naming;

/// <summary>Keeps names of jobs unique: the name is taken before the job exists and given back after it is gone.</summary>
internal sealed class NameLease([PersistentState("name", "fleet")] IPersistentState<NameRecord> store, TimeProvider clock) : Grain, INameLease
{
    // A job is stored within a moment after it took its name; one that is not there by then never came about.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    public async Task<bool> Take(string jobId)
    {
        if (store.State.JobId == jobId)
        {
            return true;
        }

        if (store.State.JobId is { } other && !await IsGone(other))
        {
            return false;
        }

        await this.Save(store, new NameRecord { JobId = jobId, TakenAt = clock.GetUtcNow() });
        return true;
    }

    public async Task Leave(string jobId)
    {
        if (store.State.JobId == jobId)
        {
            await this.Clear(store);
            this.DeactivateOnIdle();
        }
    }

    private async Task<bool> IsGone(string jobId)
    {
        try
        {
            return (await GrainFactory.GetGrain<IMigrationJob>(jobId).View()).Status == JobStatus.Deleted;
        }
        catch (FleetException missing) when (missing.Code == JobErrors.Unknown.Id)
        {
            return clock.GetUtcNow() - store.State.TakenAt > Settled;
        }
    }
}
