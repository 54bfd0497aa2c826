using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class IncrementalTests
{
    [Fact]
    public async Task An_agent_that_cannot_send_changes_gets_no_incremental_job()
    {
        await using var fleet = await TestFleet.Begin();
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Create(Request(fleet)));
        Assert.Equal([("FM-3026", "incremental")], refused.Faults.Select(fault => (fault.Code, fault.Field!)));
    }

    [Fact]
    public async Task Each_run_delivers_a_whole_image_keeps_the_instance_and_no_more_images_than_wanted()
    {
        await using var fleet = await Waiting();
        var first = await fleet.Job().View();
        Assert.Equal("web_CYCLE_1_test00000001", Assert.Single(first.Images).Name);
        Assert.Equal([JobAction.Pause, JobAction.Cancel, JobAction.Run, JobAction.CutOver, JobAction.SyncAndCutOver], first.Actions);
        Assert.Single(fleet.Cloud.RunningInstances());
        Assert.DoesNotContain(first.Ledger, entry => entry.State == ResourceState.Exists && entry.Kind is ResourceKind.Snapshot or ResourceKind.Image or ResourceKind.Objects && entry.State != ResourceState.Released);

        Assert.Equal(JobStatus.Waiting, (await fleet.Skip(TimeSpan.FromMinutes(118))).Status);
        Assert.Equal(JobStatus.Running, (await fleet.Skip(TimeSpan.FromMinutes(3))).Status);
        await fleet.Until(view => view.Images.Count == 2 && view.Status == JobStatus.Waiting);
        await fleet.Job().Act(JobAction.Run);
        var third = await fleet.Until(view => view.Images.Count == 3 && view.Status == JobStatus.Waiting);

        Assert.Equal([true, false, false], third.Images.Select(image => image.Deleted));
        Assert.Equal(2, fleet.Cloud.EdgeImports.Count);
        Assert.Equal([AttemptTrigger.Manual, AttemptTrigger.Interval, AttemptTrigger.Manual], third.Attempts.Select(attempt => attempt.Trigger));
        Assert.Equal([1L, 2L, 3L], fleet.Agent.Delivered.OfType<StartSyncCommand>().Select(command => command.Epoch).Distinct());
        // Each run uploads to the same keys, which the run before it left empty.
        Assert.Equal(3, fleet.Cloud.Effects.Count(effect => effect.EndsWith("/system.qcow2", StringComparison.Ordinal)));
        var made = fleet.Cloud.Effects.Where(effect => !effect.StartsWith("BeginUpload", StringComparison.Ordinal)).ToList();
        Assert.Equal(made.Distinct(StringComparer.Ordinal), made);
        Assert.Single(fleet.Cloud.Effects, effect => effect.StartsWith("RunInstance", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(JobAction.CutOver, 1)]
    [InlineData(JobAction.SyncAndCutOver, 2)]
    public async Task A_cut_over_ends_the_job_with_or_without_a_last_run_and_leaves_the_images_alone(JobAction action, int images)
    {
        await using var fleet = await Waiting();
        await fleet.Job().Act(action);
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);
        Assert.Equal((JobStatus.Finished, images, images), (job.Status, job.Images.Count, fleet.Cloud.EdgeImports.Count));
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.False((await fleet.Source.View()).JobOpen);
    }

    [Fact]
    public async Task A_pause_between_two_runs_lets_none_begin_until_it_is_resumed()
    {
        await using var fleet = await Waiting();
        await fleet.Job().Act(JobAction.Pause);
        Assert.Equal((JobStatus.Stopped, null), ((await fleet.Skip(TimeSpan.FromHours(5))).Status, (await fleet.Job().View()).NextRunAt));
        await fleet.Job().Act(JobAction.Resume);
        Assert.Equal(2, (await fleet.Until(view => view.Status is JobStatus.Waiting or JobStatus.InError)).Images.Count);
    }

    [Fact]
    public async Task A_new_interval_holds_from_the_next_run_on()
    {
        await using var fleet = await Waiting();
        var next = (await fleet.Job().View()).NextRunAt!.Value;
        var changed = await fleet.Job().Modify(new JobChange { IntervalHours = 10, ImagesToKeep = 5 });
        Assert.Equal((next, 10, 5), (changed.NextRunAt!.Value, changed.Request.IntervalHours, changed.Request.ImagesToKeep));
        await fleet.Job().Act(JobAction.Run);
        var after = await fleet.Until(view => view.Status == JobStatus.Waiting && view.Images.Count == 2);
        Assert.InRange(after.NextRunAt!.Value - fleet.Clock.GetUtcNow(), TimeSpan.FromHours(9.9), TimeSpan.FromHours(10));
    }

    [Fact]
    public async Task A_silo_killed_at_the_end_of_a_run_makes_nothing_twice_and_waits_for_the_next()
    {
        await using var fleet = await Begun();
        await fleet.Job().Create(Request(fleet));
        await fleet.KilledIn(JobStep.EndRun, () => fleet.Job().Act(JobAction.Start));
        var job = await fleet.Until(view => view.Status is JobStatus.Waiting or JobStatus.InError);
        Assert.Equal((JobStatus.Waiting, 1), (job.Status, job.Images.Count));
        Assert.Equal(fleet.Cloud.Effects.Distinct(StringComparer.Ordinal), fleet.Cloud.Effects);
    }

    [Fact]
    public async Task A_cancel_in_a_later_run_releases_everything_but_the_images_that_were_delivered()
    {
        await using var fleet = await Waiting();
        await fleet.ActIn(JobStep.CreateImage, JobAction.Cancel, () => fleet.Job().Act(JobAction.Run));
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.Single(fleet.Cloud.EdgeImports);
    }

    [Fact]
    public async Task A_job_of_one_run_has_no_interval_and_no_cut_over()
    {
        await using var fleet = await TestFleet.Begin();
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Create(fleet.Request with { IntervalHours = 2, ImagesToKeep = 2 }));
        Assert.Equal(["intervalHours", "imagesToKeep"], refused.Faults.Select(fault => fault.Field));
        await fleet.Job().Create(fleet.Request);
        Assert.Equal("FM-3002", (await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Act(JobAction.CutOver))).Code);
        Assert.Equal("FM-3002", (await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Modify(new JobChange { IntervalHours = 3 }))).Code);
    }

    private static JobRequest Request(TestFleet fleet) => fleet.Request with { Incremental = true, IntervalHours = 2, ImagesToKeep = 2 };

    private static async Task<TestFleet> Begun()
    {
        var fleet = await TestFleet.Begin();
        fleet.Agent.Capabilities = ["file-replication", "incremental-sync"];
        await fleet.Agent.Connect(fleet.Client, fleet.Inventory);
        return fleet;
    }

    private static async Task<TestFleet> Waiting()
    {
        var fleet = await Begun();
        await fleet.Job().Create(Request(fleet));
        await fleet.Job().Act(JobAction.Start);
        await fleet.Until(view => view.Status is JobStatus.Waiting);
        return fleet;
    }
}
