using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Setup;
using Orleans.Concurrency;

namespace FleetMigrator.Grains.Setup;

/// <summary>The checks before the first migration: each asks the cloud the smallest question that needs what it looks at.</summary>
[StatelessWorker]
internal sealed class SetupDesk(IClouds clouds) : Grain, ISetupDesk
{
    // A name that no image has: what matters is whether the question is answered.
    private const string NoImage = "fleetmigrator-setup-check";

    public async Task<IReadOnlyList<SetupCheck>> Check()
    {
        ICloud cloud;
        try
        {
            cloud = clouds.For(this.GetPrimaryKeyString());
        }
        catch (FleetException missing)
        {
            return [Failed("Cloud account", missing)];
        }

        IReadOnlyList<string> regions = [];
        var compute = await Ask("Elastic Compute Service (ECS)", async () =>
        {
            regions = await cloud.Compute.Regions(default);
            return Passed($"{regions.Count} regions can be used.");
        });
        return
        [
            compute,
            await Ask("Virtual Private Cloud (VPC)", async () =>
            {
                await cloud.Networks.FindVpcs(Home(regions), new Dictionary<string, string>(StringComparer.Ordinal) { ["fleetmigrator:setup"] = "check" }, default);
                return Passed("VPCs can be listed.");
            }),
            await Ask("Object Storage Service (OSS)", () => Buckets(cloud, regions)),
            await Ask("Grant of ECS to OSS", () => Grant(cloud)),
            await Ask("Edge Node Service (ENS)", async () =>
            {
                await cloud.EdgeImages.FindByName(NoImage, default);
                return Passed("The service is activated and images can be listed.");
            }),
            await Ask("Cloud Assistant, for the import of ECS instances", async () =>
            {
                await Asked(() => cloud.Servers.Result(Home(regions), "t-fleetmigratorsetup", "i-fleetmigratorsetup", default));
                return Passed("Commands of Cloud Assistant can be asked for.");
            }),
        ];
    }

    private static async Task<(SetupOutcome, string)> Buckets(ICloud cloud, IReadOnlyList<string> regions)
    {
        var found = 0;
        foreach (var region in regions)
        {
            found += (await cloud.Buckets.List(region, default)).Count;
        }

        return found > 0
            ? Passed(found == 1 ? "There is 1 bucket." : $"There are {found} buckets.")
            : throw JobErrors.BucketNotFound.With("the account has no bucket in any region; a migration needs one in its transit region");
    }

    private static async Task<(SetupOutcome, string)> Grant(ICloud cloud) => await cloud.Roles.Exists(IRoles.ImageExport, default) switch
    {
        true => Passed($"The role {IRoles.ImageExport} exists."),
        null => (SetupOutcome.Unknown, $"The access key may not look at roles. Make sure that the role {IRoles.ImageExport} exists."),
        false => throw CloudErrors.NoExportRole.With($"the role {IRoles.ImageExport} does not exist"),
    };

    // "There is no such command" is an answer too, and all that is wanted.
    private static async Task Asked(Func<Task> question)
    {
        try
        {
            await question();
        }
        catch (FleetException none) when (none.Code == CloudErrors.NotFound.Id)
        {
            return;
        }
    }

    private static async Task<SetupCheck> Ask(string name, Func<Task<(SetupOutcome Outcome, string Text)>> question)
    {
        try
        {
            var (outcome, text) = await question();
            return new SetupCheck(name, outcome, text);
        }
        catch (FleetException refused)
        {
            return Failed(name, refused);
        }
    }

    private static SetupCheck Failed(string name, FleetException refused) => new(name, SetupOutcome.Failed, refused.Fault.Cause, refused.Fault);

    private static (SetupOutcome, string) Passed(string text) => (SetupOutcome.Passed, text);

    private static string Home(IReadOnlyList<string> regions) => regions.Contains("cn-beijing") ? "cn-beijing" : regions.Count > 0 ? regions[0] : "cn-beijing";
}
