namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A snapshot.</summary>
public sealed record Snapshot
{
    public string SnapshotId { get; init; } = "";

    public string SnapshotName { get; init; } = "";

    public string? Description { get; init; }

    /// <summary>progressing, accomplished or failed.</summary>
    public string Status { get; init; } = "";

    /// <summary>Such as 45%.</summary>
    public string Progress { get; init; } = "";

    /// <summary>Seconds.</summary>
    public int? RemainTime { get; init; }

    public string SourceDiskId { get; init; } = "";

    /// <summary>GiB, as text.</summary>
    public string SourceDiskSize { get; init; } = "";

    /// <summary>System or Data.</summary>
    public string SourceDiskType { get; init; } = "";

    /// <summary>Whether it can be used already.</summary>
    public bool Available { get; init; }

    public string CreationTime { get; init; } = "";

    public string? LastModifiedTime { get; init; }

    /// <summary>image, disk, image_disk or none.</summary>
    public string Usage { get; init; } = "";

    public bool Encrypted { get; init; }

    public int? RetentionDays { get; init; }

    public string? ResourceGroupId { get; init; }

    [Nested("Tag")]
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];
}
