namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>How a target gets its notices.</summary>
public enum TargetKind
{
    /// <summary>A signed POST to an address.</summary>
    Webhook,

    /// <summary>A mail to people.</summary>
    Mail,
}
