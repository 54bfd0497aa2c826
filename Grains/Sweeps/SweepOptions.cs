using System.ComponentModel.DataAnnotations;

namespace FleetMigrator.Grains.Sweeps;

/// <summary>Section <c>Fleet:Sweep</c>: the search for cloud resources that no job owns.</summary>
public sealed class SweepOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Fleet:Sweep";

    /// <summary>Pause between two searches. From 10 min to 1 day.</summary>
    /// <value>1 h.</value>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an orphan is left alone after it was first found: a call that is under way makes one for a moment. From 10 min to 30 days.</summary>
    /// <value>2 h.</value>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromHours(2);
}
