namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>Object storage of one account; every call names the bucket's region.</summary>
public interface IBuckets
{
    /// <summary>The region that holds the bucket, or null when the account has no such bucket.</summary>
    Task<string?> RegionOf(string bucket, CancellationToken cancellation);

    /// <summary>Buckets of a region.</summary>
    Task<IReadOnlyList<string>> List(string region, CancellationToken cancellation);

    /// <summary>Makes a bucket; succeeds when the account already has it in this region.</summary>
    Task Create(string region, string bucket, CancellationToken cancellation);

    /// <summary>Deletes an empty bucket; succeeds when it is already gone.</summary>
    Task DeleteBucket(string region, string bucket, CancellationToken cancellation);

    /// <summary>Uploads a file in parts; memory is bounded whatever its size.</summary>
    Task Upload(string region, string bucket, string key, string path, CancellationToken cancellation);

    /// <summary>Size and entity tag, or null when there is no such object.</summary>
    Task<BucketObject?> Find(string region, string bucket, string key, CancellationToken cancellation);

    /// <summary>Objects whose keys begin so.</summary>
    Task<IReadOnlyList<BucketObject>> ListObjects(string region, string bucket, string prefix, CancellationToken cancellation);

    /// <summary>Deletes an object.</summary>
    Task Delete(string region, string bucket, string key, CancellationToken cancellation);

    /// <summary>An address that anyone may GET for a while.</summary>
    Uri PresignGet(string region, string bucket, string key, TimeSpan validity);

    /// <summary>Begins an upload in parts and returns its id.</summary>
    Task<string> BeginUpload(string region, string bucket, string key, CancellationToken cancellation);

    /// <summary>An address to which anyone may PUT this part for a while.</summary>
    Uri PresignPart(string region, string bucket, string key, string uploadId, int part, TimeSpan validity);

    /// <summary>Parts that have arrived; null when the upload is unknown (ended or aborted).</summary>
    Task<IReadOnlyList<UploadPart>?> Parts(string region, string bucket, string key, string uploadId, CancellationToken cancellation);

    /// <summary>Makes the object from its parts.</summary>
    Task CompleteUpload(string region, string bucket, string key, string uploadId, IReadOnlyList<UploadPart> parts, CancellationToken cancellation);

    /// <summary>Throws an unfinished upload away.</summary>
    Task AbortUpload(string region, string bucket, string key, string uploadId, CancellationToken cancellation);

    /// <summary>Unfinished uploads whose keys begin so.</summary>
    Task<IReadOnlyList<PendingUpload>> PendingUploads(string region, string bucket, string prefix, CancellationToken cancellation);
}
