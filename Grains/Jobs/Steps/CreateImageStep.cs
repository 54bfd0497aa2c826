using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The ECS custom image, made of the snapshots.</summary>
internal sealed class CreateImageStep : IJobStep
{
    private static readonly Dictionary<string, string> Platforms = new(StringComparer.Ordinal)
    {
        ["debian"] = "Debian", ["ubuntu"] = "Ubuntu", ["centos"] = "CentOS", ["fedora"] = "Fedora", ["opensuse-leap"] = "OpenSUSE",
        ["sles"] = "SUSE", ["almalinux"] = "AlmaLinux", ["rocky"] = "Rocky Linux", ["anolis"] = "Anolis", ["alinux"] = "Aliyun",
    };

    public JobStep Id => JobStep.CreateImage;

    public bool IsLimited => true;

    public async Task<StepResult> Run(JobContext context)
    {
        var name = $"fleetmigrator-{context.Tail}";
        var id = await context.Make(ResourceKind.Image, name, entry => context.Cloud.Compute.CreateImage(Order(context, name, entry.Token), context.Whole));
        var image = await context.Cloud.Compute.FindImage(context.Region, id, context.Cancellation);
        switch (image?.Status)
        {
            case "Available":
                await context.SaveFacts(facts => facts with { EcsImageId = id });
                return new StepResult.Done($"Image {id}.");
            case "CreateFailed" or "UnAvailable":
                await context.Cloud.Compute.DeleteImage(context.Region, id, context.Whole);
                await context.Mark(ResourceKind.Image, name, ResourceState.Released);
                return new StepResult.Failed(JobErrors.ImageFailed.Fault($"the image {id} is {image.Status}"), Retryable: true);
            default:
                return new StepResult.Working($"Image {id} is being made.", image?.Percent ?? 0);
        }
    }

    private static CreateImageRequest Order(JobContext context, string name, string token)
    {
        var inventory = context.Job.Inventory!;
        var tags = new Dictionary<string, string>(context.Tags, StringComparer.Ordinal) { ["fleetmigrator:license"] = context.Request.License.ToString() };
        return new CreateImageRequest(
            context.Region, name, context.Facts.SnapshotIds, context.Plan.SizesGib, Platforms.GetValueOrDefault(inventory.OsId, "Others Linux"),
            inventory.Firmware == "uefi" ? "UEFI" : "BIOS", tags, token);
    }
}
