using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The intermediate instance: an ordinary one, with a disk for each disk of the source and a scratch disk.</summary>
internal sealed class StartInstanceStep : IJobStep
{
    /// <summary>The name that operators know.</summary>
    public const string InstanceName = "No_Delete_SMC_Transition_Instance";

    private const string ScratchName = "SMC_Temp_Disk_Scratch";
    private const int SecretLength = 26;

    // After making an instance, the cloud may need a moment before it lists it.
    private static readonly TimeSpan Appearance = TimeSpan.FromMinutes(2);

    public JobStep Id => JobStep.StartInstance;

    public bool IsLimited => true;

    public async Task<StepResult> Run(JobContext context)
    {
        if (context.Facts.InstanceId is null)
        {
            await ChooseImage(context);
            await UploadBundle(context);
            await Expect(context);
            await Make(context);
        }

        var id = context.Facts.InstanceId!;
        var instance = await context.Cloud.Compute.FindInstance(context.Region, id, context.Cancellation);
        if (instance is null)
        {
            return context.Now - context.Facts.InstanceMadeAt < Appearance
                ? new StepResult.Working($"Waiting for {id} to appear.", Percent: 50)
                : new StepResult.Failed(JobErrors.InstanceGone.Fault($"{id} does not exist any more"), Retryable: false);
        }

        var address = context.Request.Network == NetworkMode.Public ? instance.PublicAddress : instance.PrivateAddress;
        if (instance.Status != "Running" || address is null)
        {
            return new StepResult.Working($"{id} is {instance.Status}.", Percent: 70);
        }

        if (!await Attach(context, id))
        {
            return new StepResult.Working($"The disks of {id} are being attached.", Percent: 90);
        }

        await context.Receiver.Created(id, address);
        await context.SaveFacts(facts => facts with { Address = address, TokenSecret = null, BundleAddress = null });
        return new StepResult.Done($"{id} ({instance.Type}) runs at {address}.");
    }

    private static async Task ChooseImage(JobContext context)
    {
        if (context.Facts.ImageId is not null)
        {
            return;
        }

        var images = await context.Cloud.Compute.PublicImages(context.Region, context.Cancellation);
        var wanted = context.Tools.Options.PublicImageId;
        if (PublicImageChoice.Pick(images, wanted) is not { } image)
        {
            throw JobErrors.NoPublicImage.With(wanted.Length > 0 ? $"{wanted} in {context.Region}" : context.Region);
        }

        await context.SaveFacts(facts => facts with { ImageId = image.Id, ImageGib = image.SizeGib });
    }

    private static async Task UploadBundle(JobContext context)
    {
        var (bucket, key) = (context.Request.TransitBucket, BundleKey(context));
        var bundle = context.Tools.Bundle;
        var path = bundle.Path;
        await context.Intend(ResourceKind.Objects, key, container: bucket);
        var found = await context.Cloud.Buckets.Find(context.Region, bucket, key, context.Cancellation);
        if (found?.Bytes != bundle.Bytes)
        {
            await context.Cloud.Buckets.Upload(context.Region, bucket, key, path, context.Cancellation);
        }

        await context.Save(job => job.Mark(ResourceKind.Objects, key, ResourceState.Exists, context.Now) with { Facts = job.Facts with { BundleBytes = bundle.Bytes } });
    }

    /// <summary>Names the receiver and its secret before there is an instance that could show them.</summary>
    private static async Task Expect(JobContext context)
    {
        if (context.Facts.ReceiverId is null)
        {
            await context.SaveFacts(facts => facts with { ReceiverId = Ids.New("ii"), TokenSecret = Ids.Random(SecretLength) });
        }

        await context.Receiver.Prepare(context.JobId, context.Region, CodeText.Hash(context.Facts.TokenSecret!));
    }

    private static async Task Make(JobContext context)
    {
        var compute = context.Cloud.Compute;
        await RenewAddress(context);
        var id = await context.Make(ResourceKind.Instance, InstanceName, async entry =>
        {
            // Tags answer the question of a crash between call and record even when the token has been forgotten.
            var known = await compute.FindInstances(context.Region, context.JobTags, context.Cancellation);
            return known.Count > 0 ? known[0].Id : await compute.RunInstance(await Order(context, entry.Token), context.Whole);
        });
        await context.SaveFacts(facts => facts with { InstanceId = id, InstanceMadeAt = context.Now, DisksGib = context.Plan.InstanceGib(facts.ImageGib) });
    }

    /// <summary>The same order must be repeatable word for word, so the presigned address is stored until the instance exists.</summary>
    private static async Task RenewAddress(JobContext context)
    {
        var validity = context.Tools.Receiver.AddressValidity;
        if (context.Facts.BundleAddress is not null && context.Now - context.Facts.BundleAddressAt < validity / 2)
        {
            return;
        }

        // An order whose address has aged and that left no instance is a new order, with a new token.
        if (context.Facts.BundleAddress is not null && (await context.Cloud.Compute.FindInstances(context.Region, context.JobTags, context.Cancellation)).Count == 0)
        {
            await context.Mark(ResourceKind.Instance, InstanceName, ResourceState.Released);
        }

        var address = context.Cloud.Buckets.PresignGet(context.Region, context.Request.TransitBucket, BundleKey(context), validity);
        await context.SaveFacts(facts => facts with { BundleAddress = address.AbsoluteUri, BundleAddressAt = context.Now });
    }

    private static async Task<RunInstanceRequest> Order(JobContext context, string token)
    {
        var (facts, plan) = (context.Facts, context.Plan);
        var script = ReceiverUserData.Script(
            facts.BundleAddress!, await context.Tools.Bundle.Sha256(context.Cancellation), context.Tools.Receiver.SiloUrl, context.Tools.Receiver.CaSha256,
            $"{facts.ReceiverId}.{facts.TokenSecret}");
        return new RunInstanceRequest(
            context.Region, facts.Zone!, facts.ImageId!, facts.InstanceType!, facts.SecurityGroupId!, facts.VSwitchId!, InstanceName,
            MigrationPlan.InstanceSystemGib(facts.ImageGib),
            [.. plan.SizesGib.Select((size, index) => new DataDiskRequest(DiskName(index), size)), new DataDiskRequest(ScratchName, plan.ScratchGib)],
            script,
            context.Request.Network == NetworkMode.Public ? context.Tools.Options.PublicMbps : 0,
            context.Tags,
            token,
            context.Request.ResourceGroup.Length > 0 ? context.Request.ResourceGroup : null);
    }

    /// <summary>Learns which disk is which; false while the cloud is still attaching.</summary>
    private static async Task<bool> Attach(JobContext context, string instanceId)
    {
        var disks = await context.Cloud.Compute.DisksOf(context.Region, instanceId, context.Cancellation);
        var targets = context.Plan.Disks.Select(disk => disks.FirstOrDefault(found => found.Name == DiskName(disk.Index) && found.Device.Length > 0)).ToList();
        var scratch = disks.FirstOrDefault(found => found.Name == ScratchName && found.Device.Length > 0);
        if (scratch is null || targets.Contains(null))
        {
            return false;
        }

        await context.SaveFacts(facts => facts with { Disks = [.. targets.OfType<CloudDisk>()], ScratchDevice = TargetPlanner.GuestDevice(scratch.Device) });
        return true;
    }

    private static string BundleKey(JobContext context) => $"{JobNames.Objects(context.JobId)}receiver.tar.gz";

    private static string DiskName(int index) => $"SMC_Temp_Disk_{index + 1}";
}
