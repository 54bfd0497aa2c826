namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>An image.</summary>
public sealed record Image
{
    public string ImageId { get; init; } = "";

    public string ImageName { get; init; } = "";

    public string? ImageFamily { get; init; }

    public string? ImageVersion { get; init; }

    public string? Description { get; init; }

    /// <summary>Creating, Waiting, Available, UnAvailable, CreateFailed or Deprecated.</summary>
    public string Status { get; init; } = "";

    /// <summary>Such as 45%.</summary>
    public string Progress { get; init; } = "";

    /// <summary>GiB of the system disk.</summary>
    public int Size { get; init; }

    public string Architecture { get; init; } = "";

    public string? BootMode { get; init; }

    public string? OSName { get; init; }

    public string? OSNameEn { get; init; }

    public string? OSType { get; init; }

    public string? Platform { get; init; }

    /// <summary>system, self, others or marketplace.</summary>
    public string ImageOwnerAlias { get; init; } = "";

    /// <summary>instance or none.</summary>
    public string? Usage { get; init; }

    public bool? IsSupportCloudinit { get; init; }

    public bool? IsSupportIoOptimized { get; init; }

    public string? LicenseType { get; init; }

    /// <summary>True or False, as text.</summary>
    public string? IsSelfShared { get; init; }

    public string CreationTime { get; init; } = "";

    public string? ResourceGroupId { get; init; }

    [Nested("DiskDeviceMapping")]
    public IReadOnlyList<ImageDisk> DiskDeviceMappings { get; init; } = [];

    [Nested("Tag")]
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];
}
