namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>What can be limited.</summary>
public enum QuotaKind
{
    /// <summary>Migration jobs that run at the same time.</summary>
    RunningJobs,

    /// <summary>VPCs made by the service that exist at the same time.</summary>
    Vpcs,

    /// <summary>Intermediate instances that exist at the same time, those kept after an error included.</summary>
    Instances,

    /// <summary>Image exports that run at the same time.</summary>
    Exports,

    /// <summary>Image exports begun within seven days.</summary>
    ExportsPerWeek,

    /// <summary>Imports into the edge node service that run at the same time.</summary>
    EdgeImports,

    /// <summary>Calls of the cloud's API in each second.</summary>
    CallsPerSecond,
}
