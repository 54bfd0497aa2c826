namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A disk.</summary>
public sealed record Disk
{
    public string DiskId { get; init; } = "";

    public string DiskName { get; init; } = "";

    public string? Description { get; init; }

    /// <summary>system or data.</summary>
    public string Type { get; init; } = "";

    public string Category { get; init; } = "";

    /// <summary>GiB.</summary>
    public int Size { get; init; }

    /// <summary>Creating, Available, Attaching, In_use, Detaching or ReIniting.</summary>
    public string Status { get; init; } = "";

    /// <summary>/dev/xvda, /dev/xvdb …; empty when detached.</summary>
    public string Device { get; init; } = "";

    /// <summary>Empty when detached.</summary>
    public string InstanceId { get; init; } = "";

    [Nested("Attachment")]
    public IReadOnlyList<DiskAttachment> Attachments { get; init; } = [];

    public string? SourceSnapshotId { get; init; }

    public string? ImageId { get; init; }

    public string RegionId { get; init; } = "";

    public string ZoneId { get; init; } = "";

    public bool DeleteWithInstance { get; init; }

    public bool Portable { get; init; }

    public string? PerformanceLevel { get; init; }

    public bool Encrypted { get; init; }

    public string CreationTime { get; init; } = "";

    public string? AttachedTime { get; init; }

    public string? DiskChargeType { get; init; }

    public string? ResourceGroupId { get; init; }

    [Nested("Tag")]
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];
}
