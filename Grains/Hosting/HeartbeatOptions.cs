using System.ComponentModel.DataAnnotations;

namespace FleetMigrator.Grains.Hosting;

/// <summary>Section <c>Fleet:Heartbeat</c>: when a silent agent or receiver counts as offline.</summary>
public sealed class HeartbeatOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Fleet:Heartbeat";

    /// <summary>Pause between two heartbeats. From 1 s to 5 min.</summary>
    /// <value>4 s: three missed ones are told in less than 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Heartbeats that may be missed before offline. From 2 to 20.</summary>
    /// <value>3, so that offline is decided after 12 s.</value>
    [Range(2, 20)]
    public int Missed { get; set; } = 3;

    /// <summary>Silence after which an agent or receiver is offline.</summary>
    public TimeSpan Limit => Every * Missed;

    /// <summary>Pause between two looks at the silence: a loss shows at most so much later than <see cref="Limit"/>.</summary>
    public TimeSpan JudgedEvery => Every / 2;
}
