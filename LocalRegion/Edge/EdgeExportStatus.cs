namespace FleetMigrator.LocalRegion.Edge;

/// <summary>The wire's words.</summary>
internal enum EdgeExportStatus
{
    Unexported,
    Exporting,
    Exported,
    ExportError,
}
