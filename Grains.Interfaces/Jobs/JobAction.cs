namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>What a person can ask of a job.</summary>
public enum JobAction
{
    /// <summary>Start a ready job.</summary>
    Start,

    /// <summary>Pause while syncing.</summary>
    Pause,

    /// <summary>Go on after a pause.</summary>
    Resume,

    /// <summary>Go on from the failed step.</summary>
    Retry,

    /// <summary>Give up: release everything temporary.</summary>
    Cancel,

    /// <summary>Run an incremental job now.</summary>
    Run,

    /// <summary>End an incremental job with the images that it has.</summary>
    CutOver,

    /// <summary>End an incremental job after one last run.</summary>
    SyncAndCutOver,
}
