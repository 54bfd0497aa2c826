namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Where a source server is, in the words of the original service.</summary>
public enum SourceLifecycle
{
    /// <summary>Imported, online, well, and free for a migration.</summary>
    Available,

    /// <summary>A migration job is open.</summary>
    InUse,

    /// <summary>Offline, or its agent reports a fault.</summary>
    Unavailable,

    /// <summary>Being deleted together with its job.</summary>
    Deleting,
}
