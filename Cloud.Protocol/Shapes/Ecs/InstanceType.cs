namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>An instance type.</summary>
public sealed record InstanceType
{
    public string InstanceTypeId { get; init; } = "";

    public string InstanceTypeFamily { get; init; } = "";

    public int CpuCoreCount { get; init; }

    /// <summary>GiB.</summary>
    public double MemorySize { get; init; }

    /// <summary>X86 or ARM.</summary>
    public string CpuArchitecture { get; init; } = "";

    public int? DiskQuantity { get; init; }

    public int? EniQuantity { get; init; }

    public string? NvmeSupport { get; init; }

    [Nested("SupportedBootMode")]
    public IReadOnlyList<string> SupportedBootModes { get; init; } = [];
}
