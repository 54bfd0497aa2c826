using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>A disk. A data disk is a sparse file; an instance's own system disk is the overlay of its image.</summary>
internal sealed record Disk(
    string Id,
    string Region,
    string Zone,
    string Name,
    string Description,
    bool System,
    string Category,
    int SizeGib,
    DiskStatus Status,
    string? InstanceId,
    string? Device,
    bool DeleteWithInstance,
    bool EverAttached,
    string? SnapshotId,
    string? ImageId,
    string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset Created,
    DateTimeOffset? Attached) : IDocument
{
    public long SizeBytes => (long)SizeGib << 30;
}
