using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>An instance of the edge node service.</summary>
/// <remarks>Disks are in the order in which the machine sees them, the system disk first. Failure says why the last start did not succeed.</remarks>
internal sealed record EdgeInstance(
    string Id,
    string Name,
    string HostName,
    string Node,
    string ImageId,
    string Type,
    IReadOnlyList<EdgeInstanceDisk> Disks,
    bool DeletionProtection,
    IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset Created,
    EdgeInstanceStatus Status,
    string? Failure) : IDocument;
