namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>What a running job is at, in the words of the original service.</summary>
public enum BusinessStatus
{
    /// <summary>Network, instance, handshake.</summary>
    Preparing,

    /// <summary>Data is being sent.</summary>
    Syncing,

    /// <summary>Boot repair, image, export, conversion, import.</summary>
    Processing,

    /// <summary>Everything temporary is being released.</summary>
    Cleaning,
}
