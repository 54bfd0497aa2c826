using System.ComponentModel.DataAnnotations;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Section <c>Fleet:Jobs</c>: how migrations are run.</summary>
public sealed class JobOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Fleet:Jobs";

    /// <summary>Public image of the intermediate instance; empty for the newest Debian that the region offers.</summary>
    public string PublicImageId { get; set; } = "";

    /// <summary>Pause between two looks at a running step. From 100 ms to 1 min.</summary>
    /// <value>1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:01:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the receiver may take to report after its instance runs. From 1 min to 1 h.</summary>
    /// <value>10 min.</value>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan HandshakeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long agent or receiver may be silent before the job is in error. From 1 min to 1 day.</summary>
    /// <value>10 min.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan InterruptedLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long faults that time cures are tried again in one step. From 10 s to 1 day.</summary>
    /// <value>10 min.</value>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan RetryBudget { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a job waits for an export slot of the cloud account when its quota is used up. From 1 min to 7 days.</summary>
    /// <value>12 h.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan QuotaBudget { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a step may take on the cloud's side without ending, such as an image or an import. From 10 min to 7 days.</summary>
    /// <value>12 h.</value>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan CloudStepLimit { get; set; } = TimeSpan.FromHours(12);

    /// <summary>After this time a call that was cut off by a crash has had its effect or never will. From 1 s to 10 min.</summary>
    /// <value>10 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long before its expiry people are told of a job. From 1 h to 30 days.</summary>
    /// <value>3 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan ExpiryNotice { get; set; } = TimeSpan.FromDays(3);

    /// <summary>No job expires sooner than this after people were told. From 1 h to 30 days.</summary>
    /// <value>1 day.</value>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan LeastNotice { get; set; } = TimeSpan.FromDays(1);

    /// <summary>After how long people are told, and told again, of an instance that is kept for a job that rests. From 10 min to 30 days.</summary>
    /// <value>1 day.</value>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan KeptNotice { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long an expired job and what it made are kept. From 1 h to 90 days.</summary>
    /// <value>7 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "90.00:00:00")]
    public TimeSpan KeepExpired { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How much of the used bytes a compressed image has, by experience; judges whether an image will be too large. From 0.1 to 1.</summary>
    /// <value>0.6.</value>
    [Range(0.1, 1.0)]
    public double CompressedShare { get; set; } = 0.6;

    /// <summary>Bandwidth of the intermediate instance's public address, megabit a second. From 1 to 100.</summary>
    /// <value>100.</value>
    [Range(1, 100)]
    public int PublicMbps { get; set; } = 100;
}
