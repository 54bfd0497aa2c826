namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Whether a source server is well.</summary>
public enum SourceHealth
{
    /// <summary>Nothing to do.</summary>
    Well,

    /// <summary>Works, and a person should look at something.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Faulty,
}
