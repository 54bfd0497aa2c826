using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The edge node service reads the qcow2 objects and makes its image of them.</summary>
internal sealed class ImportEdgeImageStep : IJobStep
{
    public JobStep Id => JobStep.ImportEdgeImage;

    public bool IsLimited => true;

    public async Task<StepResult> Run(JobContext context)
    {
        var name = $"{context.Request.ImageNamePrefix}_{context.Tail}";
        if (context.Facts.EdgeImageId is null)
        {
            if (await Obstacle(context) is { } obstacle)
            {
                return obstacle;
            }

            var made = await context.Make(ResourceKind.EdgeImage, name, async _
                => (await context.Cloud.EdgeImages.FindByName(name, context.Cancellation))?.Id
                    ?? await context.Cloud.EdgeImages.Import(Order(context, name), context.Whole));
            await context.SaveFacts(facts => facts with { EdgeImageId = made, EdgeImageName = name });
        }

        var id = context.Facts.EdgeImageId!;
        var image = await context.Cloud.EdgeImages.Find(id, context.Cancellation);
        switch (image?.Status)
        {
            case "Available":
                await context.Mark(ResourceKind.EdgeImage, name, ResourceState.Kept);
                return new StepResult.Done($"Edge image {name} ({id}) is available.");
            case "Pack_failed" or "Upload_failed" or "CreateFailed" or "Unavailable":
                await context.Cloud.EdgeImages.Delete(id, context.Whole);
                await context.Save(job => job.Mark(ResourceKind.EdgeImage, name, ResourceState.Released, context.Now) with { Facts = job.Facts with { EdgeImageId = null } });
                return new StepResult.Failed(JobErrors.EdgeImportFailed.Fault($"the image {name} ({id}) ended as {image.Status}"), Retryable: false);
            default:
                return new StepResult.Working($"Edge image {name}: {image?.Status ?? "not listed yet"}.");
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
