namespace FleetMigrator.Grains.Jobs;

/// <summary>What moves a job: the actions of a person, and what the itinerary comes to.</summary>
internal enum JobSignal
{
    Start,
    Pause,
    Resume,
    Retry,
    Cancel,

    /// <summary>A step failed for good.</summary>
    Fail,

    /// <summary>The last step is done.</summary>
    Finish,

    /// <summary>A cancelled job has left nothing behind.</summary>
    Cleaned,

    /// <summary>A run of an incremental job has delivered its image.</summary>
    RunDone,

    /// <summary>The next run of an incremental job.</summary>
    Run,

    /// <summary>The last run of an incremental job, or its end at once.</summary>
    CutOver,

    /// <summary>Its validity has passed.</summary>
    Expire,

    /// <summary>An expired job was kept long enough.</summary>
    Purge,

    /// <summary>A new validity for a job that was never started.</summary>
    ReopenReady,

    /// <summary>A new validity for a job that was paused.</summary>
    ReopenStopped,

    /// <summary>A new validity for a job that had failed.</summary>
    ReopenInError,

    /// <summary>A new validity for a job between two runs.</summary>
    ReopenWaiting,
}
