using System.ComponentModel.DataAnnotations;

namespace FleetMigrator.Grains.Quotas;

/// <summary>Section <c>Fleet:Quotas</c>: how limits are kept. The limits themselves are data, not settings.</summary>
public sealed class QuotaOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Fleet:Quotas";

    /// <summary>How long a lease lives without being renewed. From 2 min, because unfinished jobs are woken each minute, to 1 day.</summary>
    /// <value>5 min.</value>
    [Range(typeof(TimeSpan), "00:02:00", "1.00:00:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromMinutes(5);
}
