namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>What is limited.</summary>
public enum QuotaKind
{
    /// <summary>Jobs that run at the same time.</summary>
    RunningJobs,

    /// <summary>Intermediate instances that exist at the same time.</summary>
    Instances,

    /// <summary>VPCs that the service made and that exist at the same time.</summary>
    Vpcs,

    /// <summary>Exports of images that run at the same time.</summary>
    ExportsAtOnce,

    /// <summary>Exports begun within any seven days.</summary>
    ExportsPerWeek,

    /// <summary>Imports of edge images that run at the same time.</summary>
    EdgeImports,

    /// <summary>Calls to the cloud's API within a second. Calls are spread, not queued: there are no leases of this kind.</summary>
    ApiCallsPerSecond,
}
