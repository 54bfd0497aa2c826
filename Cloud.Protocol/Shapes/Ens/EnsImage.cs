namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>An image of the edge node service.</summary>
public sealed record EnsImage
{
    public string ImageId { get; init; } = "";

    public string ImageName { get; init; } = "";

    /// <summary>Only in DescribeSelfImages: Creating, Available, CreateFailed …</summary>
    public string? Status { get; init; }

    public string Architecture { get; init; } = "";

    public string? Platform { get; init; }

    public string? OsVersion { get; init; }

    public string? ComputeType { get; init; }

    /// <summary>GiB, as text.</summary>
    public string ImageSize { get; init; } = "";

    public string? ImageStorageSize { get; init; }

    public string ImageOwnerAlias { get; init; } = "";

    public string? RegionId { get; init; }

    public string? SnapshotId { get; init; }

    public string? InstanceId { get; init; }

    public string CreationTime { get; init; } = "";

    [Nested("DiskDeviceMapping")]
    public IReadOnlyList<EnsImageDisk> DiskDeviceMappings { get; init; } = [];
}
