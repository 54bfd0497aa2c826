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
}
