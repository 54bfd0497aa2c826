namespace FleetMigrator.LocalRegion.Edge;

/// <summary>States of an edge instance. To callers one that is being released is stopping until it is gone.</summary>
internal enum EdgeInstanceStatus
{
    Starting,
    Running,
    Stopping,
    Stopped,
    Releasing,
}
