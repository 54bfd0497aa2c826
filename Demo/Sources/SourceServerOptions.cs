namespace FleetMigrator.Demo.Sources;

/// <summary>How large a source server is. The images are sparse: a size is not what is written.</summary>
public sealed record SourceServerOptions
{
    /// <summary>Size of the root disk in bytes, at least 2 GiB. 20 GiB by default, as small servers have.</summary>
    public long RootDiskBytes { get; init; } = 20L << 30;

    /// <summary>Size of the data disk in bytes, at least 512 MiB.</summary>
    public long DataDiskBytes { get; init; } = 2L << 30;

    /// <summary><c>xfs</c> or <c>ext4</c>.</summary>
    public string DataFileSystem { get; init; } = "xfs";

    /// <summary>How many small files each disk gets, beside the hard ones.</summary>
    public int SmallFiles { get; init; } = 2000;

    /// <summary>For tests: the same system and the same hard files on smaller disks.</summary>
    public static SourceServerOptions Small { get; } = new() { RootDiskBytes = 4L << 30, DataDiskBytes = 1L << 30, SmallFiles = 200 };
}
