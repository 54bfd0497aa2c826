namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>What a person should hear of without looking.</summary>
public enum NoticeKind
{
    /// <summary>A job is in error.</summary>
    Failed,

    /// <summary>A job is finished.</summary>
    Finished,

    /// <summary>Somebody should look at a job that goes on.</summary>
    Warning,

    /// <summary>A job will expire soon.</summary>
    Expiring,

    /// <summary>A job has expired; it and what it made are kept for a while.</summary>
    Expired,

    /// <summary>An expired job is being removed with everything that it made.</summary>
    Purged,

    /// <summary>A job rests, and its intermediate instance is kept and costs.</summary>
    Kept,

    /// <summary>A source server is no longer heard of.</summary>
    Offline,

    /// <summary>Asked for by a person who wants to see whether notices arrive.</summary>
    Test,
}
