namespace FleetMigrator.LocalRegion.Compute;

/// <summary>The wire's words.</summary>
internal enum ImageStatus
{
    Creating,
    Waiting,
    Available,
    UnAvailable,
    CreateFailed,
    Deprecated,
}
