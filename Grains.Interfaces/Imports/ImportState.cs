namespace FleetMigrator.Grains.Interfaces.Imports;

/// <summary>How far an instance is.</summary>
public enum ImportState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>The install line runs on it.</summary>
    Running,

    /// <summary>It is a source server now.</summary>
    Imported,

    /// <summary>It was a source server before.</summary>
    AlreadyImported,

    /// <summary>It is not; the fault says why.</summary>
    Failed,
}
