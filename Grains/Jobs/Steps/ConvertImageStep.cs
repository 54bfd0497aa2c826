using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The receiver makes each exported object a qcow2 and uploads it, one after the other.</summary>
internal sealed class ConvertImageStep : IJobStep
{
    private const int Hundred = 100;

    public JobStep Id => JobStep.ConvertImage;

    public async Task<StepResult> Run(JobContext context)
    {
        await ChooseBucket(context);
        while (context.Facts.Converted.Count < context.Facts.Exported.Count)
        {
            if (await Convert(context, context.Facts.Converted.Count) is { } waits)
            {
                return waits;
            }
        }

        return new StepResult.Done($"{context.Facts.Converted.Count} qcow2 objects with {Amount.Bytes(context.Facts.Converted.Sum(made => made.Bytes))} in {context.Facts.ImportBucket}.");
    }

    /// <summary>The transit bucket where the edge node service can read it; otherwise a bucket made for the import.</summary>
    private static async Task ChooseBucket(JobContext context)
    {
        if (context.Facts.ImportBucket is not null)
        {
            return;
        }

        var regions = context.Cloud.EdgeImages.ImportRegions;
        var (region, bucket) = (context.Region, context.Request.TransitBucket);
        if (!regions.Contains(context.Region, StringComparer.Ordinal))
        {
            (region, bucket) = (regions[0], JobNames.ImportBucket(context.JobId));
            await context.Make(ResourceKind.Bucket, bucket, async entry =>
            {
                await context.Cloud.Buckets.Create(entry.Region, entry.Name, context.Whole);
                return entry.Name;
            }, region);
        }

        await context.SaveFacts(facts => facts with { ImportRegion = region, ImportBucket = bucket });
    }

    private static async Task<StepResult?> Convert(JobContext context, int index)
    {
        var source = context.Facts.Exported[index];
        if (await Changed(context, source) is { } changed)
        {
            return changed;
        }

        var (region, bucket) = (context.Facts.ImportRegion!, context.Facts.ImportBucket!);
        var key = $"{JobNames.Objects(context.JobId)}{(index == 0 ? "system" : $"data{index}")}.qcow2";
        var upload = await Upload(context, region, bucket, key);
        var command = new ConvertDiskCommand(
            context.CommandId($"convert-{index}"), context.JobId, index, context.Region, context.Request.TransitBucket, source.Key, source.Bytes,
            context.Facts.ScratchDevice!, region, bucket, key, upload);
        var (waits, report) = await context.OnReceiver(command, $"Disk {index + 1} of {context.Facts.Exported.Count} is being converted.");
        if (waits is StepResult.Working working)
        {
            return working with { Percent = ((index * Hundred) + working.Percent) / context.Facts.Exported.Count };
        }

        return waits ?? await Complete(context, command, report.Converted);
    }

    /// <summary>The upload in parts, begun once: after a crash it is found by its key.</summary>
    private static async Task<string> Upload(JobContext context, string region, string bucket, string key)
    {
        await context.Intend(ResourceKind.Objects, key, region, bucket);
        return await context.Make(ResourceKind.Upload, key, async _ =>
        {
            var pending = await context.Cloud.Buckets.PendingUploads(region, bucket, key, context.Cancellation);
            return pending.Count > 0 ? pending[0].UploadId : await context.Cloud.Buckets.BeginUpload(region, bucket, key, context.Whole);
        }, region, bucket);
    }

    private static async Task<StepResult?> Complete(JobContext context, ConvertDiskCommand command, ConvertedDisk? converted)
    {
        var (buckets, region, bucket, key) = (context.Cloud.Buckets, command.TargetRegion, command.TargetBucket, command.TargetKey);
        var parts = await buckets.Parts(region, bucket, key, command.UploadId, context.Cancellation);
        if (parts is { Count: > 0 })
        {
            await buckets.CompleteUpload(region, bucket, key, command.UploadId, parts, context.Whole);
        }

        var made = await buckets.Find(region, bucket, key, context.Cancellation);
        if (made is null || (converted is not null && made.Bytes != converted.ObjectBytes))
        {
            // Whatever is there is not what was sent: the next try begins a new upload.
            await context.Cloud.Buckets.AbortUpload(region, bucket, key, command.UploadId, context.Whole);
            await context.Mark(ResourceKind.Upload, key, ResourceState.Released);
            var cause = made is null ? $"{key} did not come about" : $"{key} has {made.Bytes} bytes instead of {converted!.ObjectBytes}";
            return new StepResult.Failed(TransferErrors.UploadFailed.Fault(cause), Retryable: true, FreshTry: true);
        }

        await context.Save(job => (job with { Facts = job.Facts with { Converted = [.. job.Facts.Converted, made] } })
            .Mark(ResourceKind.Upload, key, ResourceState.Released, context.Now)
            .Mark(ResourceKind.Objects, key, ResourceState.Exists, context.Now));
        return null;
    }

    private static async Task<StepResult?> Changed(JobContext context, BucketObject exported)
    {
        var found = await context.Cloud.Buckets.Find(context.Region, context.Request.TransitBucket, exported.Key, context.Cancellation);
        return found == exported ? null : new StepResult.Failed(JobErrors.ObjectsChanged.Fault($"{exported.Key} in {context.Request.TransitBucket}"), Retryable: false);
    }
}
