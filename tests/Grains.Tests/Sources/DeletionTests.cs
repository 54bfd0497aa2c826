using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Sources;

public sealed class DeletionTests
{
    [Fact]
    public async Task A_server_whose_job_runs_is_not_deleted_even_by_force()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Started();
        foreach (var force in new[] { false, true })
        {
            Assert.Equal("FM-2033", (await Assert.ThrowsAsync<FleetException>(() => fleet.Source.Delete(force))).Code);
        }

        Assert.Equal(SourceLifecycle.InUse, (await fleet.Source.View()).Lifecycle);
    }

    [Fact]
    public async Task Force_deletes_the_job_too_and_frees_what_it_made()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Started();
        fleet.Agent.Answer = command => command is StartSyncCommand ? new CommandReport(command.Id, CommandState.Running) : null;
        await fleet.Until(job => job.Business == BusinessStatus.Syncing);
        await fleet.Job().Act(JobAction.Pause);
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Source.Delete());
        Assert.Equal("FM-2034", refused.Code);
        Assert.Contains("j-test00000001", refused.Fault.Cause, StringComparison.Ordinal);

        Assert.False(await fleet.Source.Delete(force: true));
        Assert.Equal((SourceState.Deleting, SourceLifecycle.Deleting), await State(fleet));
        Assert.Equal("FM-2003", (await Assert.ThrowsAsync<FleetException>(() => fleet.Source.Describe("other", ""))).Code);
        await fleet.Until(job => job.Status == JobStatus.Deleted);
        Assert.Empty(fleet.Cloud.RunningInstances());
        await Gone(fleet);
    }

    [Fact]
    public async Task A_deletion_goes_on_after_a_crash()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Job().Create(fleet.Request);
        Assert.False(await fleet.Source.Delete(force: true));
        await fleet.Restart();
        await Gone(fleet);
        Assert.Equal(JobStatus.Deleted, (await fleet.Job().View()).Status);
    }

    [Fact]
    public async Task A_deleted_server_can_be_imported_anew_and_its_name_is_free()
    {
        await using var fleet = await TestFleet.Begin();
        Assert.True(await fleet.Source.Delete());
        Assert.True(await fleet.Source.Delete());
        var told = await Assert.ThrowsAsync<FleetException>(() => fleet.Agent.Connect(fleet.Client, fleet.Inventory));
        Assert.Contains("Import it again", told.Fault.Remedy, StringComparison.Ordinal);
        await fleet.Enrol();
        Assert.Equal("web-1", (await fleet.Source.View()).Name);
    }

    [Fact]
    public async Task Deleting_a_server_does_not_give_its_place_in_the_code_back()
    {
        await using var fleet = await TestFleet.Begin();
        var code = fleet.Client.GetGrain<IActivationCode>("at-one");
        var secret = CodeText.Parse((await code.Create(new CodeRequest(Servers: 1))).Code)!.Secret;
        await code.Redeem(secret, fleet.SourceId);
        await fleet.Source.Delete();
        Assert.Equal("FM-1003", (await Assert.ThrowsAsync<FleetException>(() => code.Redeem(secret, "s-other"))).Code);
        await code.Redeem(secret, fleet.SourceId);
    }

    private static async Task<(SourceState, SourceLifecycle)> State(TestFleet fleet)
    {
        var view = await fleet.Source.View();
        return (view.State, view.Lifecycle);
    }

    private static async Task Gone(TestFleet fleet)
    {
        for (var second = 0; second < 60; second++)
        {
            await fleet.Second();
            try
            {
                await fleet.Source.View();
            }
            catch (FleetException gone) when (gone.Code == "FM-2001")
            {
                Assert.DoesNotContain(fleet.SourceId, fleet.Projection.SourceViews.Keys);
                return;
            }
        }

        Assert.Fail("the server is still there");
    }
}
