namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>A disk of an ENS instance, and in RunInstances the wish for one.</summary>
public sealed record EnsInstanceDisk
{
    /// <summary>GiB.</summary>
    public int? Size { get; init; }

    public string? Category { get; init; }

    public string? DiskId { get; init; }

    public string? DiskName { get; init; }
}
