using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>An image on its way into a bucket.</summary>
internal sealed record ExportTask(
    string Id,
    string Region,
    string ImageId,
    string Bucket,
    string Prefix,
    string Format,
    DateTimeOffset Created,
    DateTimeOffset? Finished,
    ExportTaskStatus Status,
    IReadOnlyList<string> Objects,
    string? ErrorCode,
    string? ErrorMessage) : IDocument;
