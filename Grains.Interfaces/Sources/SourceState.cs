namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Where a source server is.</summary>
public enum SourceState
{
    /// <summary>Imported and heard of lately ("Migration source online").</summary>
    Online,

    /// <summary>Imported, but its heartbeats stopped.</summary>
    Offline,

    /// <summary>Its agent reports a fault.</summary>
    InError,

    /// <summary>On its way out.</summary>
    Deleting,
}
