using FleetMigrator.Grains.Interfaces.Labels;
using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>One migration of one source server. Key: its id, <c>j-…</c>.</summary>
[Alias("fleet.job")]
public interface IMigrationJob : IGrainWithStringKey
{
    /// <summary>Checks the request as a whole and creates the job as Ready; the same request again changes nothing.</summary>
    /// <exception cref="Errors.FleetException">Every fault of the request at once, each with its field: FM-20xx, FM-30xx.</exception>
    [Alias("create")]
    Task<JobView> Create(JobRequest request);

    /// <summary>What would come of a request: its faults, its limits, what will differ, the instance and its price. Makes and stores nothing.</summary>
    [ReadOnly, AlwaysInterleave, Alias("plan")]
    Task<JobPlan> Plan(JobRequest request);

    /// <summary>Applies an action; one that the table of moves does not list is refused with FM-3002. Cancel is always allowed but while Deleting, and repeating it is safe.</summary>
    [Alias("act")]
    Task<JobView> Act(JobAction action);

    /// <summary>Changes how data is sent; reaches a running transfer at once.</summary>
    [Alias("change-settings")]
    Task<JobView> ChangeSettings(TransferSettings settings);

    /// <summary>Changes what may be changed in the job's status; all of it or nothing. A new validity brings an expired job back.</summary>
    /// <exception cref="Errors.FleetException">Every fault at once, each with its field: FM-3002, FM-3005, FM-3006, FM-3028.</exception>
    [Alias("modify")]
    Task<JobView> Modify(JobChange change);

    /// <summary>Changes tags and resource group; FM-2040 to FM-2044. Repeating is safe.</summary>
    [Alias("label")]
    Task<JobView> Label(LabelChange change);

    /// <summary>Replaces the request of a job that was not started, checked as a whole as at its creation; source and kind stay. Repeating is safe.</summary>
    /// <exception cref="Errors.FleetException">Every fault at once, each with its field, as for <see cref="Create"/>; FM-3002 once it was started.</exception>
    [Alias("edit")]
    Task<JobView> Edit(JobRequest request);

    /// <summary>Goes on with unfinished work after a restart. Does what its time has come for: scheduled start, next run, expiry. Repeating is safe; nothing happens when nothing is open.</summary>
    [Alias("wake")]
    Task Wake();

    /// <summary>The job as it is now; FM-3001 when there is none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<JobView> View();
}
