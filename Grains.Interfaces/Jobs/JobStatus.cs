namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>Where a job is, in the words of the original service.</summary>
public enum JobStatus
{
    /// <summary>Created, not started.</summary>
    Ready,

    /// <summary>Its itinerary is being walked.</summary>
    Running,

    /// <summary>Paused by a person; the intermediate instance stays and costs.</summary>
    Stopped,

    /// <summary>Between the runs of an incremental job.</summary>
    Waiting,

    /// <summary>Failed; what exists stays until Retry or Cancel.</summary>
    InError,

    /// <summary>The edge image is available and everything temporary is gone.</summary>
    Finished,

    /// <summary>Past its validity.</summary>
    Expired,

    /// <summary>Being cancelled: everything temporary is being released.</summary>
    Deleting,

    /// <summary>Cancelled; nothing of it is left in the cloud.</summary>
    Deleted,
}
