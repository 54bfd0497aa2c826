namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>Why an attempt began.</summary>
public enum AttemptTrigger
{
    /// <summary>A person started it.</summary>
    Manual,

    /// <summary>The time that was set for the start had come.</summary>
    Schedule,

    /// <summary>A person asked for another try after a failure.</summary>
    Retry,

    /// <summary>A person went on after a pause.</summary>
    Resume,

    /// <summary>The interval of an incremental job had passed.</summary>
    Interval,

    /// <summary>A person ended an incremental job.</summary>
    CutOver,
}
