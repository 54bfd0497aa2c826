namespace FleetMigrator.Grains.Interfaces.Bulk;

/// <summary>What is done to many things.</summary>
public enum BulkAction
{
    /// <summary>Start jobs.</summary>
    Start,

    /// <summary>Pause jobs.</summary>
    Pause,

    /// <summary>Resume jobs.</summary>
    Resume,

    /// <summary>Retry jobs.</summary>
    Retry,

    /// <summary>Cancel jobs.</summary>
    Cancel,

    /// <summary>Create and start a job for each source server.</summary>
    Migrate,

    /// <summary>Change tags and resource group of source servers, or of jobs.</summary>
    Label,

    /// <summary>Delete source servers.</summary>
    DeleteSources,
}
