using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Silo.Api;

/// <summary>
/// A job to be made, as it comes in. Every field may be missing: the rules, which know every fault and its field, stand in the
/// job and not in the reader of JSON.
/// </summary>
internal sealed record JobForm
{
    public string SourceId { get; init; } = "";

    public string ImageRegion { get; init; } = "";

    public string ImageNamePrefix { get; init; } = "";

    public string TransitRegion { get; init; } = "";

    public string TransitBucket { get; init; } = "";

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public NetworkMode Network { get; init; }

    public string VpcId { get; init; } = "";

    public string VSwitchId { get; init; } = "";

    public string InstanceType { get; init; } = "";

    public TransferSettings Settings { get; init; } = new();

    public LicenseType License { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string ResourceGroup { get; init; } = "";

    public bool ReportLogs { get; init; } = true;

    public IReadOnlyList<DiskEdit> Disks { get; init; } = [];

    public DateTimeOffset? ScheduledStart { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public bool NeverExpires { get; init; }

    public bool Incremental { get; init; }

    public int IntervalHours { get; init; }

    public int ImagesToKeep { get; init; }

    public TransferEncryption Encryption { get; init; }

    public JobRequest ToRequest() => new(SourceId, ImageRegion, ImageNamePrefix, TransitRegion, TransitBucket)
    {
        Name = Name,
        Description = Description,
        Network = Network,
        VpcId = VpcId,
        VSwitchId = VSwitchId,
        InstanceType = InstanceType,
        Settings = Settings,
        License = License,
        Tags = Tags,
        ResourceGroup = ResourceGroup,
        ReportLogs = ReportLogs,
        Disks = Disks,
        ScheduledStart = ScheduledStart,
        ValidUntil = ValidUntil,
        NeverExpires = NeverExpires,
        Incremental = Incremental,
        IntervalHours = IntervalHours,
        ImagesToKeep = ImagesToKeep,
        Encryption = Encryption,
    };
}
