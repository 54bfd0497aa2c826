namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>An instance of the edge node service. Tags can be asked for, but are not told.</summary>
public sealed record EnsInstance
{
    public string InstanceId { get; init; } = "";

    public string InstanceName { get; init; } = "";

    public string? HostName { get; init; }

    /// <summary>Running, Stopped, Expired, or Starting and Stopping in between.</summary>
    public string Status { get; init; } = "";

    public string EnsRegionId { get; init; } = "";

    public string ImageId { get; init; } = "";

    public string? OSName { get; init; }

    /// <summary>Its instance type, under another name than in RunInstances.</summary>
    public string SpecName { get; init; } = "";

    public string? InstanceResourceType { get; init; }

    /// <summary>Number of virtual CPUs, as text.</summary>
    public string Cpu { get; init; } = "";

    /// <summary>MiB.</summary>
    public int Memory { get; init; }

    /// <summary>MiB of all disks.</summary>
    public long? Disk { get; init; }

    public EnsInstanceDisk? SystemDisk { get; init; }

    [Nested("DataDisk")]
    public IReadOnlyList<EnsInstanceDisk> DataDisk { get; init; } = [];

    [Nested("IpAddress")]
    public IReadOnlyList<string> InnerIpAddress { get; init; } = [];

    [Nested("IpAddress")]
    public IReadOnlyList<string> PublicIpAddress { get; init; } = [];

    public int? InternetMaxBandwidthIn { get; init; }

    public int? InternetMaxBandwidthOut { get; init; }

    public string? InstanceChargeType { get; init; }

    public string CreationTime { get; init; } = "";

    public string? ExpiredTime { get; init; }
}
