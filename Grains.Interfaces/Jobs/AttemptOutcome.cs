namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>How an attempt ended.</summary>
public enum AttemptOutcome
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>The image was delivered, or everything was released at a cutover.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>A person paused it.</summary>
    Paused,

    /// <summary>A person cancelled the job.</summary>
    Cancelled,
}
