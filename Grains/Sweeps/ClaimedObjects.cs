using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Jobs;

namespace FleetMigrator.Grains.Sweeps;

/// <summary>What a lost job left in buckets: found by the names that its id makes, and deleted.</summary>
internal static class ClaimedObjects
{
    /// <summary>Objects and unfinished uploads of the job in its transit bucket and in the bucket of its import, then that bucket.</summary>
    public static async Task<IReadOnlyList<TaggedResource>> Find(ICloud cloud, BucketClaim claim, CancellationToken cancellation)
    {
        var found = new List<TaggedResource>();
        if (await cloud.Buckets.RegionOf(claim.Bucket, cancellation) is { } transit)
        {
            found.AddRange(await Below(cloud, transit, claim.Bucket, JobNames.Objects(claim.JobId), cancellation));
            found.AddRange(await Below(cloud, transit, claim.Bucket, JobNames.Exported(claim.JobId), cancellation));
        }

        var made = JobNames.ImportBucket(claim.JobId);
        if (await cloud.Buckets.RegionOf(made, cancellation) is { } region)
        {
            found.AddRange(await Below(cloud, region, made, "", cancellation));
            found.Add(new TaggedResource(ResourceKind.Bucket, region, made));
        }

        return found;
    }

    /// <summary>Deletes one; succeeds when it is already gone.</summary>
    public static async Task Delete(ICloud cloud, TaggedResource resource, CancellationToken cancellation)
    {
        var buckets = cloud.Buckets;
        if (resource.Kind == ResourceKind.Bucket)
        {
            await buckets.DeleteBucket(resource.Region, resource.Id, cancellation);
            return;
        }

        var slash = resource.Id.IndexOf('/', StringComparison.Ordinal);
        var (bucket, prefix) = (resource.Id[..slash], resource.Id[(slash + 1)..]);
        foreach (var upload in await buckets.PendingUploads(resource.Region, bucket, prefix, cancellation))
        {
            await buckets.AbortUpload(resource.Region, bucket, upload.Key, upload.UploadId, cancellation);
        }

        foreach (var item in await buckets.ListObjects(resource.Region, bucket, prefix, cancellation))
        {
            await buckets.Delete(resource.Region, bucket, item.Key, cancellation);
        }
    }

    private static async Task<IReadOnlyList<TaggedResource>> Below(ICloud cloud, string region, string bucket, string prefix, CancellationToken cancellation)
    {
        var any = (await cloud.Buckets.ListObjects(region, bucket, prefix, cancellation)).Count > 0
            || (await cloud.Buckets.PendingUploads(region, bucket, prefix, cancellation)).Count > 0;
        return any ? [new TaggedResource(ResourceKind.Objects, region, $"{bucket}/{prefix}")] : [];
    }
}
