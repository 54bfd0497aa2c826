using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What the steps of a job have brought about, one thing after the other.</summary>
internal sealed record JobFacts
{
    /// <summary>Id of this service on everything that the job makes; null for jobs of versions that knew none.</summary>
    public string? Installation { get; init; }

    /// <summary>Zone of the intermediate instance.</summary>
    public string? Zone { get; init; }

    public string? InstanceType { get; init; }

    public int InstanceCpus { get; init; }

    public double InstanceMemoryGib { get; init; }

    /// <summary>All disks of the instance together.</summary>
    public int DisksGib { get; init; }

    /// <summary>Public image of the intermediate instance, and the size of its system disk.</summary>
    public string? ImageId { get; init; }

    public int ImageGib { get; init; }

    public string? VpcId { get; init; }

    /// <summary>Range of the job's own vSwitch.</summary>
    public string? VSwitchCidr { get; init; }

    public string? VSwitchId { get; init; }

    public string? SecurityGroupId { get; init; }

    public bool PortsOpen { get; init; }

    /// <summary>Our id of the intermediate instance, <c>ii-…</c>.</summary>
    public string? ReceiverId { get; init; }

    /// <summary>Kept only until the instance exists: a repeated call must carry the same user data.</summary>
    public string? TokenSecret { get; init; }

    /// <summary>Address of the bundle, kept only until the instance exists, and when it was made.</summary>
    public string? BundleAddress { get; init; }

    public long BundleBytes { get; init; }

    public DateTimeOffset BundleAddressAt { get; init; }

    public string? InstanceId { get; init; }

    public DateTimeOffset InstanceMadeAt { get; init; }

    public string? Address { get; init; }

    /// <summary>When the cloud last started the instance, and the boot id of its guest, as first seen: a later one is a restart.</summary>
    public DateTimeOffset? InstanceStartedAt { get; init; }

    public string? BootId { get; init; }

    /// <summary>Target disks in the order of the plan.</summary>
    public IReadOnlyList<CloudDisk> Disks { get; init; } = [];

    /// <summary>Where conversions are done, in the guest's words.</summary>
    public string? ScratchDevice { get; init; }

    public bool DisksPrepared { get; init; }

    /// <summary>Number of the attempt to transfer; grows strictly.</summary>
    public long Epoch { get; init; }

    /// <summary>A pause that agent and receiver have not been told of yet.</summary>
    public bool Halt { get; init; }

    public bool DisksReleased { get; init; }

    public IReadOnlyList<string> SnapshotIds { get; init; } = [];

    public string? EcsImageId { get; init; }

    public string? ExportTaskId { get; init; }

    /// <summary>Exported objects, system disk first.</summary>
    public IReadOnlyList<BucketObject> Exported { get; init; } = [];

    /// <summary>Where the edge node service reads the import.</summary>
    public string? ImportRegion { get; init; }

    public string? ImportBucket { get; init; }

    /// <summary>qcow2 objects, system disk first.</summary>
    public IReadOnlyList<BucketObject> Converted { get; init; } = [];

    public string? EdgeImageId { get; init; }

    public string? EdgeImageName { get; init; }

    /// <summary>A cancelled job no longer holds its source server.</summary>
    public bool SourceFreed { get; init; }

    /// <summary>The facts without those that belong to one run of an incremental job.</summary>
    public JobFacts ForNextRun() => this with
    {
        DisksReleased = false,
        SnapshotIds = [],
        EcsImageId = null,
        ExportTaskId = null,
        Exported = [],
        ImportRegion = null,
        ImportBucket = null,
        Converted = [],
        EdgeImageId = null,
        EdgeImageName = null,
    };
}
