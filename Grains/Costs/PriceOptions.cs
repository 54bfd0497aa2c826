using System.ComponentModel.DataAnnotations;

namespace FleetMigrator.Grains.Costs;

/// <summary>Section <c>Fleet:Prices</c>: what the cloud charges, as far as this service estimates costs.</summary>
public sealed class PriceOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Fleet:Prices";

    /// <summary>Currency of all prices.</summary>
    /// <value>USD.</value>
    [Required]
    public string Currency { get; set; } = "USD";

    /// <summary>A virtual CPU of a pay-as-you-go instance, for an hour. From 0 to 1,000.</summary>
    /// <value>0.02.</value>
    [Range(0.0, 1000.0)]
    public decimal CpuHour { get; set; } = 0.02m;

    /// <summary>A GiB of memory of a pay-as-you-go instance, for an hour. From 0 to 1,000.</summary>
    /// <value>0.005.</value>
    [Range(0.0, 1000.0)]
    public decimal MemoryGibHour { get; set; } = 0.005m;

    /// <summary>A GiB of a disk, for 30 days. From 0 to 1,000.</summary>
    /// <value>0.06.</value>
    [Range(0.0, 1000.0)]
    public decimal DiskGibMonth { get; set; } = 0.06m;

    /// <summary>A GiB of a snapshot, for 30 days. From 0 to 1,000.</summary>
    /// <value>0.02.</value>
    [Range(0.0, 1000.0)]
    public decimal SnapshotGibMonth { get; set; } = 0.02m;

    /// <summary>A GiB in an OSS bucket, for 30 days. From 0 to 1,000.</summary>
    /// <value>0.02.</value>
    [Range(0.0, 1000.0)]
    public decimal StorageGibMonth { get; set; } = 0.02m;

    /// <summary>A GiB of an ENS image, for 30 days. From 0 to 1,000.</summary>
    /// <value>0.02.</value>
    [Range(0.0, 1000.0)]
    public decimal EdgeImageGibMonth { get; set; } = 0.02m;
}
