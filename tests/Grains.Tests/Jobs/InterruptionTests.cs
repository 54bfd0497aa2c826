using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class InterruptionTests
{
    private static CommandReport? SyncRuns(SourceCommand command)
        => command is StartSyncCommand ? new CommandReport(command.Id, CommandState.Running) : null;

    [Fact]
    public async Task A_silent_agent_interrupts_and_its_return_goes_on()
    {
        await using var fleet = await Syncing();
        fleet.Agent.Silent = true;
        var interrupted = await fleet.Until(view => view.Interrupted is not null);
        Assert.Equal(JobStatus.Running, interrupted.Status);

        fleet.Agent.Silent = false;
        await fleet.Until(view => view.Interrupted is null);
        await EndSync(fleet);
        Assert.Equal(JobStatus.Finished, (await fleet.Until(view => view.Status != JobStatus.Running)).Status);
    }

    [Fact]
    public async Task An_agent_silent_for_ten_minutes_is_an_error_that_retry_cures()
    {
        await using var fleet = await Syncing();
        fleet.Agent.Silent = true;
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal("FM-3010", failed.Fault!.Code);
        Assert.Equal(SourceState.Offline, (await fleet.Source.View()).State);
        Assert.InRange(fleet.Clock.GetUtcNow() - TestFleet.Start, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(13));
        Assert.NotEmpty(fleet.Cloud.RunningInstances());

        fleet.Agent.Silent = false;
        fleet.Agent.Answer = null;
        await fleet.Until(view => fleet.Projection.SourceViews[fleet.SourceId].State == SourceState.Online);
        await fleet.Job().Act(JobAction.Retry);
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);
        Assert.Equal(JobStatus.Finished, job.Status);
        Assert.Equal(2, fleet.Agent.Delivered.OfType<StartSyncCommand>().Max(command => command.Epoch));
    }

    [Fact]
    public async Task A_silent_receiver_is_an_error_after_ten_minutes()
    {
        await using var fleet = await Syncing();
        fleet.Receiver!.Silent = true;
        await fleet.Until(view => view.Interrupted is not null);
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal("FM-3011", failed.Fault!.Code);
    }

    [Fact]
    public async Task A_retry_is_refused_when_the_instance_was_released_and_cancel_still_cleans_up()
    {
        await using var fleet = await Syncing();
        fleet.Cloud.Vanish((await fleet.Job().View()).InstanceId!);
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal("FM-3012", failed.Fault!.Code);

        Assert.Equal([JobAction.Cancel], failed.Actions);
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Act(JobAction.Retry));
        Assert.Equal("FM-3012", refused.Code);
        Assert.Contains("start a new one", refused.Fault.Remedy, StringComparison.Ordinal);
        await fleet.Job().Act(JobAction.Cancel);
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task A_receiver_that_never_reports_is_an_error_after_ten_minutes()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.ReceiversAppear = false;
        await fleet.Started();
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal(("FM-3011", JobStep.Handshake), (failed.Fault!.Code, failed.Step!.Value));
    }

    [Fact]
    public async Task A_pause_stops_both_ends_and_going_on_uses_a_new_epoch()
    {
        await using var fleet = await Syncing();
        Assert.Equal(JobStatus.Stopped, (await fleet.Job().Act(JobAction.Pause)).Status);
        await fleet.Until(_ => fleet.Agent.Delivered.OfType<StopSyncCommand>().Any()
            && fleet.Receiver!.Delivered.OfType<Interfaces.Instances.CloseTransferCommand>().Any());
        Assert.Equal([JobAction.Resume, JobAction.Cancel], (await fleet.Job().View()).Actions);

        // A paused agent that starts again is not told to send.
        fleet.Agent.Delivered.Clear();
        fleet.Agent.Forget();
        await fleet.Second();
        Assert.DoesNotContain(fleet.Agent.Delivered, command => command is StartSyncCommand);

        fleet.Agent.Answer = null;
        await fleet.Job().Act(JobAction.Resume);
        await fleet.Until(view => view.Status == JobStatus.Finished);
        Assert.Equal(2, Assert.Single(fleet.Agent.Delivered.OfType<StartSyncCommand>().DistinctBy(command => command.Id)).Epoch);
    }

    [Fact]
    public async Task New_settings_reach_a_running_transfer_and_an_agent_that_starts_again()
    {
        await using var fleet = await Syncing();
        var settings = new TransferSettings(3, 50, true);
        var asked = fleet.Clock.GetUtcNow();
        await fleet.Job().ChangeSettings(settings);
        await fleet.Until(_ => fleet.Agent.Delivered.OfType<ChangeSettingsCommand>().Any());
        Assert.True(fleet.Clock.GetUtcNow() - asked <= TimeSpan.FromSeconds(2));
        Assert.Equal(settings, Assert.Single(fleet.Agent.Delivered.OfType<ChangeSettingsCommand>().DistinctBy(command => command.Id)).Settings);
        fleet.Agent.Forget();
        fleet.Agent.Delivered.Clear();
        await fleet.Until(_ => fleet.Agent.Delivered.OfType<StartSyncCommand>().Any());
        Assert.Equal(settings, fleet.Agent.Delivered.OfType<StartSyncCommand>().First().Settings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_tells_the_agent_whether_its_log_goes_up(bool report)
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Agent.Answer = SyncRuns;
        await fleet.Job().Create(fleet.Request with { ReportLogs = report });
        await fleet.Job().Act(JobAction.Start);
        await fleet.Until(_ => fleet.Agent.Delivered.OfType<StartSyncCommand>().Any());
        Assert.Equal(report, fleet.Agent.Delivered.OfType<PreflightCommand>().First().ReportLogs);
        Assert.Equal(report, fleet.Agent.Delivered.OfType<StartSyncCommand>().First().ReportLogs);
    }

    [Fact]
    public async Task Progress_shows_bytes_speed_and_time_left()
    {
        await using var fleet = await Syncing();
        await fleet.Source.Progress(new SyncProgress((await fleet.Job().View()).Id, 1, 0, 1000, 250, 100, 10, 2, 50));
        var view = await fleet.Until(job => job.Progress is not null && job.Steps[(int)JobStep.Sync].Percent > 0);
        Assert.Equal((25, 250, TimeSpan.FromSeconds(15)), (view.Steps[(int)JobStep.Sync].Percent, view.Progress!.DoneBytes, view.Progress.TimeLeft));
    }

    private static async Task<TestFleet> Syncing()
    {
        var fleet = await TestFleet.Begin();
        fleet.Agent.Answer = SyncRuns;
        await fleet.Started();
        await fleet.Until(view => view.Step == JobStep.Sync && !fleet.Agent.Delivered.IsEmpty && fleet.Agent.Delivered.Any(command => command is StartSyncCommand));
        return fleet;
    }

    private static async Task EndSync(TestFleet fleet)
    {
        var command = fleet.Agent.Delivered.OfType<StartSyncCommand>().Last();
        await fleet.Source.Report(new CommandReport(command.Id, CommandState.Succeeded) { Sync = new SyncSummary(1, 1, 1, 1, 0, 0, []) });
    }
}
