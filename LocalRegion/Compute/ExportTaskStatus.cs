namespace FleetMigrator.LocalRegion.Compute;

/// <summary>The wire's words; a cancelled task is <see cref="Deleted"/>.</summary>
internal enum ExportTaskStatus
{
    Waiting,
    Processing,
    Finished,
    Failed,
    Deleted,
}
