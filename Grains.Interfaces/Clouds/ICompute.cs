namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>Elastic compute of one account; every call names the region.</summary>
public interface ICompute
{
    /// <summary>Instance types in stock for pay-as-you-go, zone by zone.</summary>
    Task<IReadOnlyList<InstanceOffer>> Offers(string region, CancellationToken cancellation);

    /// <summary>Regions that the account can use.</summary>
    Task<IReadOnlyList<string>> Regions(CancellationToken cancellation);

    /// <summary>Available public Linux images for x86-64, as the region lists them.</summary>
    Task<IReadOnlyList<CloudImage>> PublicImages(string region, CancellationToken cancellation);

    /// <summary>Makes and starts one pay-as-you-go instance; returns its id at once, before it runs.</summary>
    Task<string> RunInstance(RunInstanceRequest request, CancellationToken cancellation);

    /// <summary>The instance, or null when there is none with this id.</summary>
    Task<CloudInstance?> FindInstance(string region, string instanceId, CancellationToken cancellation);

    /// <summary>Instances with all of these tags.</summary>
    Task<IReadOnlyList<CloudInstance>> FindInstances(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation);

    /// <summary>Stops by force if needed and releases the instance; its disks go with it.</summary>
    Task DeleteInstance(string region, string instanceId, CancellationToken cancellation);

    /// <summary>Disks of an instance, system disk first, then by device name.</summary>
    Task<IReadOnlyList<CloudDisk>> DisksOf(string region, string instanceId, CancellationToken cancellation);

    /// <summary>Disks with all of these tags.</summary>
    Task<IReadOnlyList<CloudDisk>> FindDisks(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation);

    /// <summary>Deletes a disk that is not attached.</summary>
    Task DeleteDisk(string region, string diskId, CancellationToken cancellation);

    /// <summary>Starts a snapshot and returns its id.</summary>
    Task<string> CreateSnapshot(string region, string diskId, string name, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation);

    /// <summary>The snapshots that exist among these ids.</summary>
    Task<IReadOnlyList<CloudSnapshot>> FindSnapshots(string region, IReadOnlyList<string> snapshotIds, CancellationToken cancellation);

    /// <summary>Snapshots with all of these tags.</summary>
    Task<IReadOnlyList<CloudSnapshot>> FindSnapshots(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation);

    /// <summary>Deletes a snapshot.</summary>
    Task DeleteSnapshot(string region, string snapshotId, CancellationToken cancellation);

    /// <summary>Starts a custom image from snapshots and returns its id.</summary>
    Task<string> CreateImage(CreateImageRequest request, CancellationToken cancellation);

    /// <summary>The custom image in whatever state, or null.</summary>
    Task<CloudImage?> FindImage(string region, string imageId, CancellationToken cancellation);

    /// <summary>Custom images in whatever state with all of these tags.</summary>
    Task<IReadOnlyList<CloudImage>> FindImages(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation);

    /// <summary>Deletes a custom image; its snapshots stay.</summary>
    Task DeleteImage(string region, string imageId, CancellationToken cancellation);

    /// <summary>Starts exporting an image as raw and returns the task's id; the running or finished task of the same image and bucket is returned instead of a second one.</summary>
    /// <param name="region">Region of image and bucket.</param>
    /// <param name="imageId">A custom image that is available.</param>
    /// <param name="bucket">A bucket of the same region.</param>
    /// <param name="prefix">1 to 30 letters and digits.</param>
    /// <param name="cancellation">Ends the wait, not the export.</param>
    Task<string> ExportImage(string region, string imageId, string bucket, string prefix, CancellationToken cancellation);

    /// <summary>How the export stands.</summary>
    Task<ExportState> ExportState(string region, string taskId, CancellationToken cancellation);

    /// <summary>Cancels an export; nothing happens when it has ended.</summary>
    Task CancelExport(string region, string taskId, CancellationToken cancellation);

    /// <summary>Makes a security group in a VPC and returns its id.</summary>
    Task<string> CreateSecurityGroup(string region, string vpcId, string name, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation);

    /// <summary>Lets TCP in from anywhere to exactly these ports.</summary>
    Task AllowInbound(string region, string securityGroupId, IReadOnlyList<int> tcpPorts, string token, CancellationToken cancellation);

    /// <summary>Security groups with all of these tags.</summary>
    Task<IReadOnlyList<string>> FindSecurityGroups(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation);

    /// <summary>Deletes a group; fails with FM-4010 while instances are still leaving it.</summary>
    Task DeleteSecurityGroup(string region, string securityGroupId, CancellationToken cancellation);
}
