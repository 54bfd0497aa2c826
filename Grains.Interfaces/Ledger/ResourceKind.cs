namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>Kinds of cloud resources that a job makes.</summary>
public enum ResourceKind
{
    /// <summary>VPC.</summary>
    Vpc,

    /// <summary>vSwitch.</summary>
    VSwitch,

    /// <summary>Security group.</summary>
    SecurityGroup,

    /// <summary>Intermediate instance with its disks.</summary>
    Instance,

    /// <summary>Disk snapshot.</summary>
    Snapshot,

    /// <summary>ECS custom image.</summary>
    Image,

    /// <summary>Export task.</summary>
    Export,

    /// <summary>Object in a bucket, or all objects below a prefix.</summary>
    Objects,

    /// <summary>Unfinished upload in parts.</summary>
    Upload,

    /// <summary>Bucket made for the import.</summary>
    Bucket,

    /// <summary>The result; kept unless the job is cancelled before it is available.</summary>
    EdgeImage,

    /// <summary>A disk that lost its instance.</summary>
    Disk,
}
