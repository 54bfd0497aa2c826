using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>An image of the edge node service, with its own copy of every disk.</summary>
internal sealed record EdgeImage(
    string Id,
    string Name,
    string Architecture,
    string Platform,
    string OsType,
    string OsVersion,
    string ComputeType,
    string TargetRegion,
    IReadOnlyList<EdgeImageDisk> Disks,
    DateTimeOffset Created,
    EdgeImageStatus Status,
    string? Failure) : IDocument;
