namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>An instance.</summary>
public sealed record Instance
{
    public string InstanceId { get; init; } = "";

    public string InstanceName { get; init; } = "";

    public string? HostName { get; init; }

    public string? Description { get; init; }

    /// <summary>Pending, Starting, Running, Stopping or Stopped.</summary>
    public string Status { get; init; } = "";

    public string RegionId { get; init; } = "";

    public string ZoneId { get; init; } = "";

    public string ImageId { get; init; } = "";

    public string? OSName { get; init; }

    public string? OSNameEn { get; init; }

    public string? OSType { get; init; }

    public string InstanceType { get; init; } = "";

    public string? InstanceTypeFamily { get; init; }

    public int Cpu { get; init; }

    /// <summary>MiB.</summary>
    public int Memory { get; init; }

    public string InstanceNetworkType { get; init; } = "";

    public VpcAttributes? VpcAttributes { get; init; }

    [Nested("IpAddress")]
    public IReadOnlyList<string> PublicIpAddress { get; init; } = [];

    public EipAddress? EipAddress { get; init; }

    [Nested("SecurityGroupId")]
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    [Nested("NetworkInterface")]
    public IReadOnlyList<NetworkInterface> NetworkInterfaces { get; init; } = [];

    [Nested("Tag")]
    public IReadOnlyList<ResourceTag> Tags { get; init; } = [];

    public string? ResourceGroupId { get; init; }

    /// <summary>To the minute.</summary>
    public string CreationTime { get; init; } = "";

    /// <summary>To the minute.</summary>
    public string? StartTime { get; init; }

    /// <summary>To the minute.</summary>
    public string? ExpiredTime { get; init; }

    /// <summary>PostPaid or PrePaid.</summary>
    public string InstanceChargeType { get; init; } = "";

    public string InternetChargeType { get; init; } = "";

    /// <summary>Mbit/s.</summary>
    public int InternetMaxBandwidthOut { get; init; }

    public int? InternetMaxBandwidthIn { get; init; }

    public string? StoppedMode { get; init; }

    public bool DeletionProtection { get; init; }
}
