namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>
/// A job to be made, as a form or a script fills it in. Every field may be missing: the rules, which know every fault and its field, stand in the
/// job and not in the reader of JSON. The fields are those of <see cref="JobRequest"/>.
/// </summary>
public sealed record JobForm
{
    /// <inheritdoc cref="JobRequest.SourceId"/>
    public string SourceId { get; set; } = "";

    /// <inheritdoc cref="JobRequest.ImageRegion"/>
    public string ImageRegion { get; set; } = "";

    /// <inheritdoc cref="JobRequest.ImageNamePrefix"/>
    public string ImageNamePrefix { get; set; } = "";

    /// <inheritdoc cref="JobRequest.TransitRegion"/>
    public string TransitRegion { get; set; } = "";

    /// <inheritdoc cref="JobRequest.TransitBucket"/>
    public string TransitBucket { get; set; } = "";

    /// <inheritdoc cref="JobRequest.Name"/>
    public string Name { get; set; } = "";

    /// <inheritdoc cref="JobRequest.Description"/>
    public string Description { get; set; } = "";

    /// <inheritdoc cref="JobRequest.Network"/>
    public NetworkMode Network { get; set; }

    /// <inheritdoc cref="JobRequest.VpcId"/>
    public string VpcId { get; set; } = "";

    /// <inheritdoc cref="JobRequest.VSwitchId"/>
    public string VSwitchId { get; set; } = "";

    /// <inheritdoc cref="JobRequest.InstanceType"/>
    public string InstanceType { get; set; } = "";

    /// <inheritdoc cref="JobRequest.Settings"/>
    public TransferSettings Settings { get; set; } = new();

    /// <inheritdoc cref="JobRequest.License"/>
    public LicenseType License { get; set; }

    /// <inheritdoc cref="JobRequest.Tags"/>
    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc cref="JobRequest.ResourceGroup"/>
    public string ResourceGroup { get; set; } = "";

    /// <inheritdoc cref="JobRequest.ReportLogs"/>
    public bool ReportLogs { get; set; } = true;

    /// <inheritdoc cref="JobRequest.Disks"/>
    public IReadOnlyList<DiskEdit> Disks { get; set; } = [];

    /// <inheritdoc cref="JobRequest.ScheduledStart"/>
    public DateTimeOffset? ScheduledStart { get; set; }

    /// <inheritdoc cref="JobRequest.ValidUntil"/>
    public DateTimeOffset? ValidUntil { get; set; }

    /// <inheritdoc cref="JobRequest.NeverExpires"/>
    public bool NeverExpires { get; set; }

    /// <inheritdoc cref="JobRequest.Incremental"/>
    public bool Incremental { get; set; }

    /// <inheritdoc cref="JobRequest.IntervalHours"/>
    public int IntervalHours { get; set; }

    /// <inheritdoc cref="JobRequest.ImagesToKeep"/>
    public int ImagesToKeep { get; set; }

    /// <inheritdoc cref="JobRequest.Encryption"/>
    public TransferEncryption Encryption { get; set; }

    /// <summary>The request as the job takes it.</summary>
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
