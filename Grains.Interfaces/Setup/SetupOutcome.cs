namespace FleetMigrator.Grains.Interfaces.Setup;

/// <summary>What a check before the first migration found.</summary>
public enum SetupOutcome
{
    /// <summary>In place.</summary>
    Passed,

    /// <summary>Cannot be seen from here; a person has to look.</summary>
    Unknown,

    /// <summary>Not in place; a migration would fail.</summary>
    Failed,
}
