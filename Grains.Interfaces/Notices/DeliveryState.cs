namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>How far a notice has come.</summary>
public enum DeliveryState
{
    /// <summary>To be delivered, or tried again.</summary>
    Pending,

    /// <summary>The target took it.</summary>
    Delivered,

    /// <summary>Given up; a person can have it delivered again.</summary>
    Failed,
}
