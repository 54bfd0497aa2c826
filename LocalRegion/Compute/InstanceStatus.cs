namespace FleetMigrator.LocalRegion.Compute;

/// <summary>The wire's words. <see cref="Releasing"/> is ours: the deletion has been answered and is being done.</summary>
internal enum InstanceStatus
{
    Pending,
    Starting,
    Running,
    Stopping,
    Stopped,
    Releasing,
}
