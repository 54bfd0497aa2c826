namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>A migration to be made: the form "Start migration".</summary>
/// <param name="SourceId"><c>s-…</c>.</param>
/// <param name="ImageRegion">Image storage region: cn-beijing or ap-southeast-1.</param>
/// <param name="ImageNamePrefix">2 to 64 characters, beginning with a letter; the image's name begins with it.</param>
/// <param name="TransitRegion">Where the intermediate instance and the ECS image live.</param>
/// <param name="TransitBucket">An existing bucket of that region.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.request")]
public sealed record JobRequest(string SourceId, string ImageRegion, string ImageNamePrefix, string TransitRegion, string TransitBucket)
{
    /// <summary>2 to 128 characters, or empty for a generated name.</summary>
    [Id(0)]
    public string Name { get; init; } = "";

    /// <summary>At most 128 characters.</summary>
    [Id(1)]
    public string Description { get; init; } = "";

    /// <summary>Public by default.</summary>
    [Id(2)]
    public NetworkMode Network { get; init; }

    /// <summary>With <see cref="VSwitchId"/>: an existing VPC, which is left as it is.</summary>
    [Id(3)]
    public string VpcId { get; init; } = "";

    /// <summary>With <see cref="VpcId"/>: an existing vSwitch.</summary>
    [Id(4)]
    public string VSwitchId { get; init; } = "";

    /// <summary>Type of the intermediate instance, or empty for the cheapest in stock of the published order.</summary>
    [Id(5)]
    public string InstanceType { get; init; } = "";

    /// <summary>Compression, speed limit, verification.</summary>
    [Id(6)]
    public TransferSettings Settings { get; init; } = new();

    /// <summary>Whose licence.</summary>
    [Id(7)]
    public LicenseType License { get; init; }

    /// <summary>At most 20.</summary>
    [Id(8)]
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Resource group id, or empty for the default one.</summary>
    [Id(9)]
    public string ResourceGroup { get; init; } = "";

    /// <summary>Whether the agent's diagnostic log goes with the job.</summary>
    [Id(10)]
    public bool ReportLogs { get; init; } = true;

    /// <summary>Disks whose size or partitions shall differ from the source's; empty for the same layout.</summary>
    [Id(11)]
    public IReadOnlyList<DiskEdit> Disks { get; init; } = [];

    /// <summary>10 minutes to 30 days ahead; null to start by hand.</summary>
    [Id(12)]
    public DateTimeOffset? ScheduledStart { get; init; }

    /// <summary>7 to 90 days ahead; null for 30 days. A job that runs never expires.</summary>
    [Id(13)]
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Never expires at all.</summary>
    [Id(14)]
    public bool NeverExpires { get; init; }

    /// <summary>Runs again and again, each time sending what has changed and delivering a whole image.</summary>
    [Id(15)]
    public bool Incremental { get; init; }

    /// <summary>Hours from the end of a run to the next one, 1 to 168; for incremental jobs.</summary>
    [Id(16)]
    public int IntervalHours { get; init; }

    /// <summary>How many images are kept, 1 to 10; for incremental jobs.</summary>
    [Id(17)]
    public int ImagesToKeep { get; init; }

    /// <summary>Auto or On: both mean TLS.</summary>
    [Id(18)]
    public TransferEncryption Encryption { get; init; }
}
