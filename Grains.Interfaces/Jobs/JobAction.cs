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
}
