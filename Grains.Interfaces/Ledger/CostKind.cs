namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>What a migration pays for.</summary>
public enum CostKind
{
    /// <summary>The intermediate instance.</summary>
    Instance,

    /// <summary>Its disks.</summary>
    Disk,

    /// <summary>Disk snapshots.</summary>
    Snapshot,

    /// <summary>Objects in OSS buckets.</summary>
    Storage,

    /// <summary>The ENS image.</summary>
    EdgeImage,
}
