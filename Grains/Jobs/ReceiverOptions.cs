using System.ComponentModel.DataAnnotations;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Section <c>Fleet:Receiver</c>: what an intermediate instance is started with.</summary>
public sealed class ReceiverOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Fleet:Receiver";

    /// <summary>The bundle: a tar.gz of a small Linux root with <c>/fleet-receiver</c> in it.</summary>
    public string BundlePath { get; set; } = "";

    /// <summary>SHA-256 of the bundle, lower-case hex; empty to compute it at first use.</summary>
    [RegularExpression("^([0-9a-f]{64})?$")]
    public string BundleSha256 { get; set; } = "";

    /// <summary>Address of the agents' listener as an instance reaches it, such as <c>https://198.51.100.7:7443</c>.</summary>
    public string SiloUrl { get; set; } = "";

    /// <summary>SHA-256 of the service's CA certificate (DER), lower-case hex.</summary>
    [RegularExpression("^([0-9a-f]{64})?$")]
    public string CaSha256 { get; set; } = "";

    /// <summary>How long an instance may take to fetch the bundle. From 1 h to 7 days.</summary>
    /// <value>24 h.</value>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan AddressValidity { get; set; } = TimeSpan.FromHours(24);
}
