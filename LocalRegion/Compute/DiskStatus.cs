namespace FleetMigrator.LocalRegion.Compute;

/// <summary>The wire's words: <see cref="InUse"/> is written <c>In_use</c> there.</summary>
internal enum DiskStatus
{
    Creating,
    Available,
    Attaching,
    InUse,
    Detaching,
}
