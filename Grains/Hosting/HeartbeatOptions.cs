using System.ComponentModel.DataAnnotations;

namespace FleetMigrator.Grains.Hosting;

/// <summary>Section <c>Fleet:Heartbeat</c>: when a silent agent or receiver counts as offline.</summary>
public sealed class HeartbeatOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Fleet:Heartbeat";

    /// <summary>Pause between two heartbeats. From 1 s to 5 min.</summary>
    /// <value>5 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Heartbeats that may be missed before offline. From 2 to 20.</summary>
    /// <value>3, so that offline is known after 15 s.</value>
    [Range(2, 20)]
    public int Missed { get; set; } = 3;

    /// <summary>Silence after which an agent or receiver is offline.</summary>
    public TimeSpan Limit => Every * Missed;
}
