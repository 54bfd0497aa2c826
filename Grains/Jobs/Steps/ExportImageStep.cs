using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The image is written to the transit bucket, an object a disk.</summary>
internal sealed class ExportImageStep : IJobStep
{
    public JobStep Id => JobStep.ExportImage;

    public bool IsLimited => true;

    public async Task<StepResult> Run(JobContext context)
    {
        var (compute, bucket) = (context.Cloud.Compute, context.Request.TransitBucket);
        var prefix = JobNames.Exported(context.JobId);
        await context.Intend(ResourceKind.Objects, prefix, container: bucket);
        string task;
        try
        {
            task = await context.Make(ResourceKind.Export, prefix, _
                => compute.ExportImage(context.Region, context.Facts.EcsImageId!, bucket, prefix, context.Whole), container: bucket);
        }
        catch (FleetException full) when (full.Code == CloudErrors.Quota.Id)
        {
            // An account exports few images at a time; the place becomes free when another export ends.
            return new StepResult.Failed(full.Fault, Retryable: true);
        }

        if (context.Facts.ExportTaskId != task)
        {
            await context.SaveFacts(facts => facts with { ExportTaskId = task });
        }

        var state = await compute.ExportState(context.Region, task, context.Cancellation);
        switch (state.Status)
        {
            case "Finished":
                return await Record(context, bucket, state.Objects);
            case "Failed" or "Deleted":
                await context.Mark(ResourceKind.Export, prefix, ResourceState.Released);
                return new StepResult.Failed(JobErrors.ExportFailed.Fault(state.Error ?? $"the task {task} is {state.Status}"), Retryable: false);
            default:
                return new StepResult.Working($"Export task {task}: {state.Status}.", state.Percent);
        }
    }

    private static async Task<StepResult> Record(JobContext context, string bucket, IReadOnlyList<string> keys)
    {
        var objects = new List<BucketObject>();
        foreach (var key in keys)
        {
            if (await context.Cloud.Buckets.Find(context.Region, bucket, key, context.Cancellation) is not { } found)
            {
                return new StepResult.Failed(JobErrors.ObjectsChanged.Fault($"{key} is not in {bucket}"), Retryable: false);
            }

            objects.Add(found);
        }

        if (objects.Count != context.Plan.Disks.Count)
        {
            return new StepResult.Failed(JobErrors.ExportFailed.Fault($"{objects.Count} objects were written for {context.Plan.Disks.Count} disks"), Retryable: false);
        }

        await context.Save(job => Finished(job, bucket, objects));
        return new StepResult.Done($"{objects.Count} objects with {Amount.Bytes(objects.Sum(found => found.Bytes))} in {bucket}.");
    }

    // The task has ended: only what it wrote is left to be removed.
    private static JobRecord Finished(JobRecord job, string bucket, List<BucketObject> objects)
        => job with
        {
            Facts = job.Facts with { Exported = objects },
            Ledger = [.. job.Ledger.Select(entry => entry.State == ResourceState.Intended && entry.Kind == ResourceKind.Objects && entry.Container == bucket
                ? entry with { State = ResourceState.Exists }
                : entry)],
        };
}
