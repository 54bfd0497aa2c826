using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>A disk's content at one moment, in a sparse file of its own.</summary>
internal sealed record Snapshot(
    string Id,
    string Region,
    string DiskId,
    int DiskSizeGib,
    bool DiskIsSystem,
    string Name,
    string Description,
    int RetentionDays,
    string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset Created,
    SnapshotStatus Status,
    string? Failure) : IDocument;
