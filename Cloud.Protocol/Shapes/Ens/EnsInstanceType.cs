namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>An instance type of the edge node service.</summary>
public sealed record EnsInstanceType
{
    public string InstanceTypeId { get; init; } = "";

    public string InstanceTypeName { get; init; } = "";

    public int CpuCoreCount { get; init; }

    /// <summary>GiB.</summary>
    public int MemorySize { get; init; }
}
