using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs;

/// <summary>How each kind of resource is released: by its id, or by tag and name when the id never came to be known.</summary>
internal static class LedgerRelease
{
    /// <summary>Releases one entry and records it once it is gone.</summary>
    /// <returns>Null when it is gone, otherwise what is waited for.</returns>
    public static async Task<string?> Of(JobContext context, LedgerEntry entry)
    {
        if (Holder(context.Job, entry) is { } holder)
        {
            return $"{LedgerCleaner.Noun(entry)} waits for {LedgerCleaner.Noun(holder)}";
        }

        var gone = entry.Kind switch
        {
            ResourceKind.EdgeImage => await EdgeImage(context, entry),
            ResourceKind.Upload => await Upload(context, entry),
            ResourceKind.Objects => await Objects(context, entry),
            ResourceKind.Bucket => await Bucket(context, entry),
            ResourceKind.Export => await Export(context, entry),
            ResourceKind.Image => await Image(context, entry),
            ResourceKind.Snapshot => await Snapshot(context, entry),
            ResourceKind.Instance => await Instance(context, entry),
            ResourceKind.Disk => await Disk(context, entry),
            ResourceKind.SecurityGroup => await SecurityGroup(context, entry),
            ResourceKind.VSwitch => await VSwitch(context, entry),
            ResourceKind.Vpc => await Vpc(context, entry),
            _ => throw new InvalidOperationException($"no way to release {entry.Kind}"),
        };

        if (!gone)
        {
            return $"{LedgerCleaner.Noun(entry)} is on its way out";
        }

        // A call that a crash cut off may still have its effect: look once more when it can't any longer.
        if (entry.State == ResourceState.Intended && !Settled(context, entry))
        {
            return $"{LedgerCleaner.Noun(entry)} may still appear";
        }

        await context.Save(job => job.Enter(entry with { State = ResourceState.Released, ReleasedAt = context.Now }));
        return null;
    }

    /// <summary>What has to go before this entry can; null when nothing holds it.</summary>
    private static LedgerEntry? Holder(JobRecord job, LedgerEntry entry)
        => job.Ledger.FirstOrDefault(other => other.State is ResourceState.Intended or ResourceState.Exists && (entry.Kind, other.Kind) switch
        {
            (ResourceKind.Disk, ResourceKind.Instance) => true,
            (ResourceKind.Objects, ResourceKind.Export) => other.Name == entry.Name,
            (ResourceKind.Bucket, ResourceKind.Objects or ResourceKind.Upload) => other.Container == entry.Name,
            (ResourceKind.Image, ResourceKind.Export) => true,
            (ResourceKind.Snapshot, ResourceKind.Image) => true,
            (ResourceKind.SecurityGroup or ResourceKind.VSwitch, ResourceKind.Instance) => true,
            (ResourceKind.Vpc, ResourceKind.VSwitch or ResourceKind.SecurityGroup) => true,
            _ => false,
        });

    private static bool Settled(JobContext context, LedgerEntry entry)
    {
        var since = entry.CreatedAt > context.Tools.StartedAt ? entry.CreatedAt : context.Tools.StartedAt;
        return context.Now - since >= context.Tools.Options.SettleTime;
    }

    private static async Task<bool> EdgeImage(JobContext context, LedgerEntry entry)
    {
        var images = context.Cloud.EdgeImages;
        var image = entry.Id is { } id ? await images.Find(id, context.Cancellation) : await images.FindByName(entry.Name, context.Cancellation);
        if (image is null)
        {
            return true;
        }

        await images.Delete(image.Id, context.Whole);
        return await images.Find(image.Id, context.Cancellation) is null;
    }

    private static async Task<bool> Upload(JobContext context, LedgerEntry entry)
    {
        foreach (var upload in await context.Cloud.Buckets.PendingUploads(entry.Region, entry.Container, entry.Name, context.Cancellation))
        {
            await context.Cloud.Buckets.AbortUpload(entry.Region, entry.Container, upload.Key, upload.UploadId, context.Whole);
        }

        return true;
    }

    private static async Task<bool> Objects(JobContext context, LedgerEntry entry)
    {
        await Upload(context, entry);
        foreach (var item in await context.Cloud.Buckets.ListObjects(entry.Region, entry.Container, entry.Name, context.Cancellation))
        {
            await context.Cloud.Buckets.Delete(entry.Region, entry.Container, item.Key, context.Whole);
        }

        return true;
    }

    private static async Task<bool> Bucket(JobContext context, LedgerEntry entry)
    {
        await context.Cloud.Buckets.DeleteBucket(entry.Region, entry.Name, context.Whole);
        return true;
    }

    private static async Task<bool> Export(JobContext context, LedgerEntry entry)
    {
        var compute = context.Cloud.Compute;
        if (entry.Id is null && context.Facts.EcsImageId is null)
        {
            return true;
        }

        // Without an id the task may run all the same; asking again for the same export names it.
        var id = entry.Id ?? await compute.ExportImage(entry.Region, context.Facts.EcsImageId!, entry.Container, entry.Name, context.Whole);
        if (HasEnded(await compute.ExportState(entry.Region, id, context.Cancellation)))
        {
            return true;
        }

        await compute.CancelExport(entry.Region, id, context.Whole);
        return HasEnded(await compute.ExportState(entry.Region, id, context.Cancellation));
    }

    private static bool HasEnded(ExportState state) => state.Status is "Finished" or "Failed" or "Deleted";

    private static async Task<bool> Image(JobContext context, LedgerEntry entry)
    {
        var compute = context.Cloud.Compute;
        var ids = await Ids(entry, async () => (await compute.FindImages(entry.Region, context.JobTags, context.Cancellation)).Where(image => image.Name == entry.Name).Select(image => image.Id));
        return await All(ids, id => compute.DeleteImage(entry.Region, id, context.Whole), async id => await compute.FindImage(entry.Region, id, context.Cancellation) is null);
    }

    private static async Task<bool> Snapshot(JobContext context, LedgerEntry entry)
    {
        var compute = context.Cloud.Compute;
        // Tags don't tell which snapshot of the job it is; the others of the job go too, so it doesn't matter.
        var ids = await Ids(entry, async () => (await compute.FindSnapshots(entry.Region, context.JobTags, context.Cancellation)).Select(snapshot => snapshot.Id));
        return await All(ids, id => compute.DeleteSnapshot(entry.Region, id, context.Whole), async id => (await compute.FindSnapshots(entry.Region, [id], context.Cancellation)).Count == 0);
    }

    private static async Task<bool> Instance(JobContext context, LedgerEntry entry)
    {
        var compute = context.Cloud.Compute;
        var ids = await Ids(entry, async () => (await compute.FindInstances(entry.Region, context.JobTags, context.Cancellation)).Select(instance => instance.Id));
        var gone = await All(ids, id => Release(context, entry.Region, id), async id => await compute.FindInstance(entry.Region, id, context.Cancellation) is null);
        if (!gone || !await Disks(context, compute, entry.Region))
        {
            return false;
        }

        if (context.Facts.ReceiverId is not null)
        {
            await context.Receiver.Released();
        }

        return true;
    }

    /// <summary>A subscription is refused in the cloud's words, which don't say that somebody changed the billing.</summary>
    private static async Task Release(JobContext context, string region, string id)
    {
        try
        {
            await context.Cloud.Compute.DeleteInstance(region, id, context.Whole);
        }
        catch (FleetException refused) when (refused.Code == CloudErrors.Refused.Id)
        {
            if (await context.Cloud.Compute.FindInstance(region, id, context.Cancellation) is { } instance && InstanceWatch.IsSubscription(instance))
            {
                throw JobErrors.BillingChanged.With($"{id} is {instance.ChargeType}; {refused.Fault.Cause}", refused);
            }

            throw;
        }
    }

    /// <summary>Disks go with their instance; one that somebody detached is left over and costs.</summary>
    private static async Task<bool> Disks(JobContext context, ICompute compute, string region)
    {
        var disks = await compute.FindDisks(region, context.JobTags, context.Cancellation);
        foreach (var disk in disks.Where(disk => disk.Status == "Available"))
        {
            await compute.DeleteDisk(region, disk.Id, context.Whole);
        }

        return disks.Count == 0 || (await compute.FindDisks(region, context.JobTags, context.Cancellation)).Count == 0;
    }

    private static async Task<bool> Disk(JobContext context, LedgerEntry entry)
    {
        await context.Cloud.Compute.DeleteDisk(entry.Region, entry.Id!, context.Whole);
        return (await context.Cloud.Compute.FindDisks(entry.Region, context.JobTags, context.Cancellation)).All(disk => disk.Id != entry.Id);
    }

    private static async Task<bool> SecurityGroup(JobContext context, LedgerEntry entry)
    {
        var compute = context.Cloud.Compute;
        foreach (var id in await Ids(entry, async () => await compute.FindSecurityGroups(entry.Region, context.JobTags, context.Cancellation)))
        {
            await compute.DeleteSecurityGroup(entry.Region, id, context.Whole);
        }

        return true;
    }

    private static async Task<bool> VSwitch(JobContext context, LedgerEntry entry)
    {
        var networks = context.Cloud.Networks;
        var ids = await Ids(entry, async () => await networks.FindVSwitches(entry.Region, context.JobTags, context.Cancellation));
        return await All(ids, id => networks.DeleteVSwitch(entry.Region, id, context.Whole), async id => await networks.FindVSwitch(entry.Region, id, context.Cancellation) is null);
    }

    private static async Task<bool> Vpc(JobContext context, LedgerEntry entry)
    {
        if (entry.IsShared)
        {
            await context.Network.Leave(context.JobId);
            return true;
        }

        var networks = context.Cloud.Networks;
        var ids = await Ids(entry, async () => await networks.FindVpcs(entry.Region, context.JobTags, context.Cancellation));
        return await All(ids, id => networks.DeleteVpc(entry.Region, id, context.Whole), async id => await networks.VpcStatus(entry.Region, id, context.Cancellation) is null);
    }

    private static async Task<IReadOnlyList<string>> Ids(LedgerEntry entry, Func<Task<IEnumerable<string>>> search)
        => entry.Id is { } id ? [id] : [.. await search()];

    private static async Task<bool> All(IReadOnlyList<string> ids, Func<string, Task> delete, Func<string, Task<bool>> isGone)
    {
        var gone = true;
        foreach (var id in ids)
        {
            if (!await isGone(id))
            {
                await delete(id);
                gone &= await isGone(id);
            }
        }

        return gone;
    }
}
