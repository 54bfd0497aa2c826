using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Networks;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>A place in the region's network, unless a person named one, and a security group with two ports.</summary>
internal sealed class PrepareNetworkStep : IJobStep
{
    private const string SharedVpc = "fleetmigrator-shared";

    /// <summary>Control and data.</summary>
    public static readonly IReadOnlyList<int> Ports = [8080, 8703];

    public JobStep Id => JobStep.PrepareNetwork;

    public bool IsLimited => true;

    public async Task<StepResult> Run(JobContext context)
    {
        if (context.Facts.InstanceType is null)
        {
            // Known before the first thing is made, and the same for all of them: tags are part of what a token stands for.
            var installation = await context.Sweep.Join(context.JobId, context.Region, context.Request.TransitBucket);
            await context.SaveFacts(facts => facts with { Installation = installation });
            await Choose(context);
        }

        if (await Vpc(context) is { } vpcWaits)
        {
            return vpcWaits;
        }

        if (await VSwitch(context) is { } vSwitchWaits)
        {
            return vSwitchWaits;
        }

        await SecurityGroup(context);
        return new StepResult.Done($"{context.Facts.VpcId}, {context.Facts.VSwitchId} in {context.Facts.Zone}, {context.Facts.SecurityGroupId} with TCP {string.Join(" and ", Ports)}.");
    }

    private static async Task Choose(JobContext context)
    {
        string? zone = null;
        if (context.Request.VSwitchId.Length > 0)
        {
            var vSwitch = await context.Cloud.Networks.FindVSwitch(context.Region, context.Request.VSwitchId, context.Cancellation)
                ?? throw CloudErrors.NotFound.With(context.Request.VSwitchId);
            zone = vSwitch.Zone;
        }

        var offer = OfferChoice.Pick(await context.Cloud.Compute.Offers(context.Region, context.Cancellation), context.Request.InstanceType, zone)
            ?? throw JobErrors.NoInstanceType.With($"{context.Request.InstanceType} in {zone ?? context.Region}".TrimStart());
        await context.SaveFacts(facts => facts with
        {
            InstanceType = offer.Type,
            Zone = offer.Zone,
            InstanceCpus = offer.Cpus,
            InstanceMemoryGib = offer.MemoryGib,
        });
    }

    private static async Task<StepResult?> Vpc(JobContext context)
    {
        if (context.Request.VpcId.Length > 0)
        {
            if (context.Facts.VpcId is null)
            {
                await context.SaveFacts(facts => facts with { VpcId = context.Request.VpcId, VSwitchId = context.Request.VSwitchId });
            }

            return null;
        }

        var id = context.Facts.VpcId ?? await Share(context);
        return await context.Cloud.Networks.VpcStatus(context.Region, id, context.Cancellation) == "Available"
            ? null
            : new StepResult.Working($"VPC {id} is being made.", Percent: 10);
    }

    /// <summary>A place in the VPC of the region.</summary>
    private static async Task<string> Share(JobContext context)
    {
        NetworkPlace? place = null;
        var id = await context.Make(ResourceKind.Vpc, SharedVpc, async _ =>
        {
            place = await context.Network.Take(context.JobId, context.Facts.Installation!);
            return place.VpcId;
        }, shared: true);
        place ??= await context.Network.Take(context.JobId, context.Facts.Installation!);
        await context.SaveFacts(facts => facts with { VpcId = id, VSwitchCidr = place.Cidr });
        return id;
    }

    private static async Task<StepResult?> VSwitch(JobContext context)
    {
        if (context.Request.VSwitchId.Length > 0)
        {
            return null;
        }

        var name = $"fleetmigrator-{context.Tail}";
        var id = await context.Make(ResourceKind.VSwitch, name, entry => context.Cloud.Networks.CreateVSwitch(
            context.Region, context.Facts.VpcId!, context.Facts.Zone!, name, context.Facts.VSwitchCidr!, context.Tags, entry.Token, context.Whole),
            container: context.Facts.VpcId!);
        if (context.Facts.VSwitchId is null)
        {
            await context.SaveFacts(facts => facts with { VSwitchId = id });
        }

        var vSwitch = await context.Cloud.Networks.FindVSwitch(context.Region, id, context.Cancellation);
        return vSwitch?.Status == "Available" ? null : new StepResult.Working($"vSwitch {id} is being made.", Percent: 40);
    }

    private static async Task SecurityGroup(JobContext context)
    {
        var name = $"fleetmigrator-{context.Tail}";
        var id = await context.Make(ResourceKind.SecurityGroup, name, entry
            => context.Cloud.Compute.CreateSecurityGroup(context.Region, context.Facts.VpcId!, name, context.Tags, entry.Token, context.Whole),
            container: context.Facts.VpcId!);
        if (!context.Facts.PortsOpen)
        {
            var token = Interfaces.Ids.Of("fm", context.JobId, id, "ports");
            await context.Cloud.Compute.AllowInbound(context.Region, id, Ports, token, context.Whole);
            await context.SaveFacts(facts => facts with { SecurityGroupId = id, PortsOpen = true });
        }
    }
}
