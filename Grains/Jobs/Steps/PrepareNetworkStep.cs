using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>A network of the job's own, unless a person named one, and a security group with two ports.</summary>
internal sealed class PrepareNetworkStep : IJobStep
{
    private const string VpcRange = "172.20.0.0/16";

    /// <summary>Control and data.</summary>
    public static readonly IReadOnlyList<int> Ports = [8080, 8703];

    public JobStep Id => JobStep.PrepareNetwork;

    public bool IsLimited => true;

    public async Task<StepResult> Run(JobContext context)
    {
        if (context.Facts.InstanceType is null)
        {
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
        await context.SaveFacts(facts => facts with { InstanceType = offer.Type, Zone = offer.Zone });
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

        var name = $"fleetmigrator-{context.Tail}";
        var id = await context.Make(ResourceKind.Vpc, name, entry
            => context.Cloud.Networks.CreateVpc(context.Region, name, VpcRange, context.Tags, entry.Token, context.Whole));
        if (context.Facts.VpcId is null)
        {
            await context.SaveFacts(facts => facts with { VpcId = id });
        }

        return await context.Cloud.Networks.VpcStatus(context.Region, id, context.Cancellation) == "Available"
            ? null
            : new StepResult.Working($"VPC {id} is being made.", Percent: 10);
    }

    private static async Task<StepResult?> VSwitch(JobContext context)
    {
        if (context.Request.VSwitchId.Length > 0)
        {
            return null;
        }

        var name = $"fleetmigrator-{context.Tail}";
        var id = await context.Make(ResourceKind.VSwitch, name, entry => context.Cloud.Networks.CreateVSwitch(
            context.Region, context.Facts.VpcId!, context.Facts.Zone!, name, $"172.20.{Third(context.JobId)}.0/24", context.Tags, entry.Token, context.Whole),
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

    // Ranges of jobs that run at the same time differ, most of the time, which makes routes and logs easier to read.
    private static int Third(string jobId) => jobId.Aggregate(0, (sum, letter) => ((sum * 31) + letter) & 0xff);
}
