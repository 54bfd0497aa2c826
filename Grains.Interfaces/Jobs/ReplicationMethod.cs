namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>How the content of a mount target is copied.</summary>
public enum ReplicationMethod
{
    /// <summary>Block where the layout stays and a consistent view exists, otherwise file.</summary>
    Auto,

    /// <summary>Partition by partition; its size stays.</summary>
    Block,

    /// <summary>File by file; it can be resized.</summary>
    File,
}
