namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>What has to happen before the same thing can succeed.</summary>
public enum Cure
{
    /// <summary>Nothing but time: the service tries again by itself.</summary>
    Wait,

    /// <summary>A person repairs the cause, then the same request or Retry goes on from where it stopped.</summary>
    RepairAndRetry,

    /// <summary>What exists cannot be saved: start anew.</summary>
    StartOver,
}
