namespace FleetMigrator.LocalRegion.Compute;

/// <summary>The wire writes these in lower case.</summary>
internal enum SnapshotStatus
{
    Progressing,
    Accomplished,
    Failed,
}
