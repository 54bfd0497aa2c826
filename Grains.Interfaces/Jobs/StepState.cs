namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>How a step stands.</summary>
public enum StepState
{
    /// <summary>Its turn has not come.</summary>
    NotStarted,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Not needed.</summary>
    Skipped,
}
