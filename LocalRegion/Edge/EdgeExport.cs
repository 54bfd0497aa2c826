using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>The latest export of an edge image; its id is the image's.</summary>
internal sealed record EdgeExport(
    string Id,
    string Bucket,
    string Region,
    string Prefix,
    EdgeExportStatus Status,
    IReadOnlyList<string> Objects,
    string? Failure) : IDocument;
