namespace FleetMigrator.Cloud.Options;

/// <summary>Section <c>Cloud</c>: which account is used, where it is, and how patiently it is called.</summary>
public sealed class CloudOptions
{
    public const string Section = "Cloud";

    /// <summary>The name by which jobs ask for this account.</summary>
    /// <value><c>default</c>, the only account until there are more.</value>
    public string Account { get; set; } = "default";

    /// <summary>The cloud's number of the account, for display only; null when it is not known.</summary>
    public string? AccountId { get; set; }

    /// <summary>Public half of the access key; null looks elsewhere (environment, credentials file).</summary>
    public string? AccessKeyId { get; set; }

    /// <summary>Secret half. Prefer <see cref="AccessKeySecretFile"/>, which other processes cannot read from the environment.</summary>
    public string? AccessKeySecret { get; set; }

    /// <summary>A file whose only content is the secret half; read at start.</summary>
    public string? AccessKeySecretFile { get; set; }

    /// <summary>Token of a temporary key, or null.</summary>
    public string? SecurityToken { get; set; }

    /// <summary>One address that answers for every product and region, such as a local region; null calls Alibaba Cloud.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The region that is asked what concerns the whole account: regions, buckets.</summary>
    /// <value><c>cn-beijing</c>.</value>
    public string HomeRegion { get; set; } = "cn-beijing";

    /// <summary>Regions whose buckets ENS reads its imports from, best first. A setting because the provider may widen it.</summary>
    /// <value>cn-beijing alone when the list is empty, as documented in 2026.</value>
    public IList<string> ImportRegions { get; } = [];

    /// <summary>Category of the disks that are made with an instance.</summary>
    /// <value><c>cloud_essd</c>, which every current instance type takes.</value>
    public string DiskCategory { get; set; } = "cloud_essd";

    /// <summary>Whether ImportImage's disk list begins with the system disk again. Unpublished, so it can be switched.</summary>
    /// <value>False: the list names data disks only.</value>
    public bool ImportListRepeatsSystemDisk { get; set; }

    /// <summary>How long one try of a call may take. From 1 s to 10 min.</summary>
    /// <value>30 s.</value>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try may take that carries an object or a part. From 10 s to 1 h.</summary>
    /// <value>10 min: 16 MiB at 30 KB/s.</value>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Tries of one call, the first included. From 1 to 20.</summary>
    /// <value>5.</value>
    public int Tries { get; set; } = 5;

    /// <summary>Longest pause before the second try; doubled for each further one and drawn at random below that. From 1 ms to 1 min.</summary>
    /// <value>400 ms.</value>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Longest pause between two tries. From 1 ms to 10 min.</summary>
    /// <value>10 s.</value>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After this time no further try begins. From 1 s to 1 h.</summary>
    /// <value>1 min; the job comes back to the step anyway.</value>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);
}
