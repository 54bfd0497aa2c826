using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The edge node service reads the qcow2 objects and makes its image of them.</summary>
internal sealed class ImportEdgeImageStep : IJobStep
{
    private const int MostRemembered = 100;

    public JobStep Id => JobStep.ImportEdgeImage;

    public bool IsLimited => true;

    public async Task<StepResult> Run(JobContext context)
    {
        var name = await Name(context);
        if (context.Facts.EdgeImageId is null)
        {
            if (await Obstacle(context) is { } obstacle)
            {
                return obstacle;
            }

            var made = await context.Make(ResourceKind.EdgeImage, name, async _
                => (await context.Cloud.EdgeImages.FindByName(name, context.Cancellation))?.Id
                    ?? await context.Cloud.EdgeImages.Import(Order(context, name), context.Whole));
            await context.SaveFacts(facts => facts with { EdgeImageId = made });
        }

        var id = context.Facts.EdgeImageId!;
        var image = await context.Cloud.EdgeImages.Find(id, context.Cancellation);
        switch (image?.Status)
        {
            case "Available":
                // The service read the objects in its own time: an image of objects that were changed meanwhile is nobody's server.
                if (await Obstacle(context) is { } changed)
                {
                    await Discard(context, name, id);
                    return changed;
                }

                await Deliver(context, name, id);
                return new StepResult.Done($"Edge image {name} ({id}) is available.");
            case "Pack_failed" or "Upload_failed" or "CreateFailed" or "Unavailable":
                await Discard(context, name, id);
                return new StepResult.Failed(JobErrors.EdgeImportFailed.Fault($"the image {name} ({id}) ended as {image.Status}"), Retryable: false);
            default:
                return new StepResult.Working($"Edge image {name}: {image?.Status ?? "not listed yet"}.");
        }
    }

    private static async Task Discard(JobContext context, string name, string id)
    {
        await context.Cloud.EdgeImages.Delete(id, context.Whole);
        await context.Save(job => job.Mark(ResourceKind.EdgeImage, name, ResourceState.Released, context.Now) with { Facts = job.Facts with { EdgeImageId = null } });
    }

    /// <summary>Chosen once. A name that somebody else's image has gets the job's id appended.</summary>
    private static async Task<string> Name(JobContext context)
    {
        if (context.Facts.EdgeImageName is { } chosen)
        {
            return chosen;
        }

        var name = $"{context.Request.ImageNamePrefix}{(context.Request.Incremental ? $"_CYCLE_{context.Job.Run + 1}" : "")}_{context.Tail}";
        var ours = context.Job.Ledger.Any(entry => entry.Kind == ResourceKind.EdgeImage && entry.Name == name);
        if (!ours && await context.Cloud.EdgeImages.FindByName(name, context.Cancellation) is not null)
        {
            name = $"{name}-{context.JobId}";
        }

        await context.SaveFacts(facts => facts with { EdgeImageName = name });
        return name;
    }

    private static async Task Deliver(JobContext context, string name, string id)
    {
        var image = new DeliveredImage(context.Job.Run + 1, id, name, context.Now, context.Facts.Converted.Sum(made => made.Bytes));
        await context.Save(job => job.Mark(ResourceKind.EdgeImage, name, ResourceState.Kept, context.Now) with
        {
            Images = job.Images.Any(known => known.Id == id) ? job.Images : [.. job.Images.TakeLast(MostRemembered - 1), image],
        });
        if (context.Request.Incremental)
        {
            await Prune(context);
        }
    }

    /// <summary>Beyond the number that a person wants, the oldest image goes that nobody uses.</summary>
    private static async Task Prune(JobContext context)
    {
        var kept = context.Job.Images.Where(image => !image.Deleted).ToList();
        var surplus = kept.Count - context.Request.ImagesToKeep;
        foreach (var image in kept.SkipLast(1))
        {
            if (surplus <= 0)
            {
                return;
            }

            try
            {
                await context.Cloud.EdgeImages.Delete(image.Id, context.Whole);
            }
            catch (FleetException used) when (used.Code == CloudErrors.Refused.Id || used.Code == CloudErrors.Busy.Id)
            {
                // An instance runs from it, as far as the cloud says: the next older one goes instead.
                continue;
            }

            surplus--;
            await context.Save(job => job.Mark(ResourceKind.EdgeImage, image.Name, ResourceState.Released, context.Now) with
            {
                Images = [.. job.Images.Select(known => known.Id == image.Id ? known with { Deleted = true } : known)],
            });
        }
    }

    /// <summary>What is imported must be what was uploaded, and not larger than the service takes.</summary>
    private static async Task<StepResult.Failed?> Obstacle(JobContext context)
    {
        var converted = context.Facts.Converted;
        if (converted.Sum(made => made.Bytes) > InventoryRules.LargestImage)
        {
            return new StepResult.Failed(JobErrors.ImageTooLarge.Fault($"{converted.Sum(made => made.Bytes)} bytes"), Retryable: false);
        }

        foreach (var made in converted)
        {
            if (await context.Cloud.Buckets.Find(context.Facts.ImportRegion!, context.Facts.ImportBucket!, made.Key, context.Cancellation) != made)
            {
                return new StepResult.Failed(JobErrors.ObjectsChanged.Fault($"{made.Key} in {context.Facts.ImportBucket}"), Retryable: false);
            }
        }

        return null;
    }

    private static EdgeImportRequest Order(JobContext context, string name) => new(
        name, context.Facts.ImportRegion!, context.Facts.ImportBucket!, context.Facts.Converted[0].Key,
        [.. context.Facts.Converted.Skip(1).Select(made => made.Key)], context.Request.ImageRegion,
        context.Job.Inventory!.OsId, context.Job.Inventory.OsVersion);
}
