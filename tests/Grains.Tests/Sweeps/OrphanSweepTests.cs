using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Sweeps;

public sealed class OrphanSweepTests
{
    [Fact]
    public async Task What_a_job_left_whose_record_is_lost_is_found_and_deleted_after_the_time_of_grace()
    {
        await using var fleet = await Syncing();
        await LoseTheJob(fleet);
        var found = await fleet.Sweep.Sweep();
        Assert.Superset(
            new HashSet<ResourceKind> { ResourceKind.Instance, ResourceKind.VSwitch, ResourceKind.SecurityGroup, ResourceKind.Objects },
            found.Waiting.Select(orphan => orphan.Kind).ToHashSet());
        Assert.Empty(found.Deleted);
        Assert.NotEmpty(fleet.Cloud.RunningInstances());

        fleet.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.Empty((await fleet.Sweep.Sweep()).Deleted);
        fleet.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEmpty((await fleet.Sweep.Sweep()).Deleted);
        // The shared VPC goes when it is seen to be empty.
        Assert.Empty((await fleet.Sweep.Sweep()).Waiting);
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task An_import_bucket_of_a_lost_job_goes_with_its_objects()
    {
        await using var fleet = await Syncing();
        await fleet.Cloud.Create("cn-hangzhou", JobNames.ImportBucket("j-test00000001"), CancellationToken.None);
        await fleet.Cloud.BeginUpload("cn-hangzhou", JobNames.ImportBucket("j-test00000001"), "x.qcow2", CancellationToken.None);
        await LoseTheJob(fleet);
        await fleet.Sweep.Sweep();
        fleet.Clock.Advance(TimeSpan.FromHours(2));
        await fleet.Sweep.Sweep();
        await fleet.Sweep.Sweep();
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task Nothing_of_an_open_job_and_nothing_of_somebody_else_is_touched_however_long_it_stays()
    {
        await using var fleet = await Syncing();
        await fleet.Cloud.CreateVpc("cn-beijing", "theirs", "10.0.0.0/8", new Dictionary<string, string> { [JobContext.InstallationTag] = "fm-other" }, "t", CancellationToken.None);
        var before = fleet.Cloud.Leftovers();
        for (var hours = 0; hours < 4; hours++)
        {
            fleet.Clock.Advance(TimeSpan.FromHours(hours));
            Assert.Empty((await fleet.Sweep.Sweep()).Deleted);
        }

        Assert.Equal(before, fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task A_refusal_of_the_cloud_is_shown_and_tried_again()
    {
        await using var fleet = await Syncing();
        await LoseTheJob(fleet);
        await fleet.Sweep.Sweep();
        fleet.Clock.Advance(TimeSpan.FromHours(2));
        fleet.Cloud.Before = call =>
        {
            if (call == "DeleteInstance")
            {
                throw CloudErrors.Refused.With("ChargeTypeViolation");
            }
        };
        Assert.Contains((await fleet.Sweep.Sweep()).Waiting, orphan => orphan.Kind == ResourceKind.Instance && orphan.Text.Contains("ChargeTypeViolation", StringComparison.Ordinal));
        fleet.Cloud.Before = null;
        await fleet.Sweep.Sweep();
        await fleet.Sweep.Sweep();
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task A_job_that_ended_well_leaves_the_search_nothing_to_look_for()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Started();
        await fleet.Until(view => view.Status == JobStatus.Finished);
        var view = await fleet.Sweep.Sweep();
        Assert.Empty(view.Waiting);
        Assert.DoesNotContain("j-test00000001", Assert.Single(fleet.Storage.Of("sweep")), StringComparison.Ordinal);
    }

    private static async Task<TestFleet> Syncing()
    {
        var fleet = await TestFleet.Begin();
        fleet.Agent.Answer = command => command is StartSyncCommand ? new CommandReport(command.Id, CommandState.Running) : null;
        await fleet.Started();
        await fleet.Until(view => view.Step == JobStep.Sync);
        return fleet;
    }

    private static async Task LoseTheJob(TestFleet fleet)
    {
        fleet.Storage = fleet.Storage.Fork();
        fleet.Storage.Lose("job");
        fleet.Projection.Removed("j-test00000001");
        await fleet.Restart(TimeSpan.FromMinutes(11));
    }
}
