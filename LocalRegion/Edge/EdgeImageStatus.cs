namespace FleetMigrator.LocalRegion.Edge;

/// <summary>States of an edge image that was imported.</summary>
internal enum EdgeImageStatus
{
    Creating,
    Available,
    CreateFailed,
}
