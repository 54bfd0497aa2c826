using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs;

/// <summary>The job's record, as a step sees it.</summary>
internal interface IJobStore
{
    /// <summary>The record as it is now.</summary>
    JobRecord Job { get; }

    /// <summary>Stores a changed record.</summary>
    Task Save(Func<JobRecord, JobRecord> change);

    /// <summary>Shows progress without storing it.</summary>
    void Note(SyncProgress progress);
}
