namespace FleetMigrator.Benchmarks.Control;

/// <summary>How a silo is lost.</summary>
internal enum Loss
{
    /// <summary>Its process ends at once; its connections are closed by the kernel.</summary>
    Killed,

    /// <summary>Its process stands still with all connections open.</summary>
    Frozen,
}
