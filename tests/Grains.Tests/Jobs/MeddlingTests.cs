using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class MeddlingTests
{
    [Theory]
    [InlineData("stopped", "FM-3029")]
    [InlineData("restarted", "FM-3030")]
    [InlineData("rebooted", "FM-3030")]
    [InlineData("released", "FM-3012")]
    public async Task Whatever_somebody_does_to_the_instance_is_an_error_that_says_so(string what, string code)
    {
        await using var fleet = await Syncing();
        await Meddle(fleet, what);
        var since = fleet.Clock.GetUtcNow();
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal(code, failed.Fault!.Code);
        Assert.Contains(failed.InstanceId!, failed.Fault.Cause, StringComparison.Ordinal);
        Assert.InRange(fleet.Clock.GetUtcNow() - since, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("stopped")]
    [InlineData("restarted")]
    [InlineData("rebooted")]
    public async Task A_retry_takes_the_instance_as_it_is_after_it_was_started_again(string what)
    {
        await using var fleet = await Syncing();
        await Meddle(fleet, what);
        await fleet.Until(view => view.Status == JobStatus.InError);
        fleet.Agent.Answer = null;
        if (what == "stopped")
        {
            fleet.Cloud.Meddling = instance => instance with { StartedAt = TestFleet.Start.AddHours(1) };
        }

        await fleet.Job().Act(JobAction.Retry);
        Assert.Equal(JobStatus.Finished, (await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError)).Status);
    }

    [Fact]
    public async Task A_changed_billing_mode_is_warned_about_and_told_again_when_the_cloud_refuses_the_release()
    {
        await using var fleet = await Syncing();
        fleet.Cloud.Meddling = instance => instance with { ChargeType = "PrePaid" };
        var warned = await fleet.Until(view => view.Warnings.Count > 0);
        Assert.Equal((JobStatus.Running, "FM-3031"), (warned.Status, Assert.Single(warned.Warnings).Code));

        fleet.Agent.Answer = null;
        fleet.Cloud.Before = call =>
        {
            if (call == "DeleteInstance")
            {
                throw CloudErrors.Refused.With("ChargeTypeViolation");
            }
        };
        await fleet.Source.Report(new CommandReport(fleet.Agent.Delivered.OfType<StartSyncCommand>().Last().Id, CommandState.Succeeded) { Sync = new SyncSummary(1, 1, 1, 1, 0, 0, []) });
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal((JobStep.CleanUp, "FM-3031"), (failed.Step!.Value, failed.Fault!.Code));
        Assert.Contains("ChargeTypeViolation", failed.Fault.Cause, StringComparison.Ordinal);

        (fleet.Cloud.Meddling, fleet.Cloud.Before) = (null, null);
        await fleet.Job().Act(JobAction.Retry);
        await fleet.Until(view => view.Status == JobStatus.Finished);
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Theory]
    [InlineData(JobStatus.InError)]
    [InlineData(JobStatus.Stopped)]
    public async Task An_instance_released_by_hand_does_not_disturb_a_later_cancel(JobStatus status)
    {
        await using var fleet = await Syncing();
        if (status == JobStatus.InError)
        {
            await Meddle(fleet, "stopped");
        }
        else
        {
            await fleet.Job().Act(JobAction.Pause);
        }

        var job = await fleet.Until(view => view.Status == status);
        fleet.Cloud.Vanish(job.InstanceId!);
        await fleet.Job().Act(JobAction.Cancel);
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.False((await fleet.Source.View()).JobOpen);
    }

    private static async Task Meddle(TestFleet fleet, string what)
    {
        // The first look at the instance has been; a meddling before it could not be told from its start.
        await fleet.Until(view => fleet.Storage.Of("job").Any(json => json.Contains("\"bootId\":\"boot\"", StringComparison.OrdinalIgnoreCase)));
        switch (what)
        {
            case "stopped":
                fleet.Cloud.Meddling = instance => instance with { Status = "Stopped" };
                break;
            case "restarted":
                fleet.Cloud.Meddling = instance => instance with { StartedAt = TestFleet.Start.AddMinutes(30) };
                break;
            case "rebooted":
                fleet.Receiver!.BootId = "another";
                fleet.Receiver.Forget();
                break;
            default:
                fleet.Cloud.Vanish((await fleet.Job().View()).InstanceId!);
                break;
        }
    }

    private static async Task<TestFleet> Syncing()
    {
        var fleet = await TestFleet.Begin();
        fleet.Agent.Answer = command => command is StartSyncCommand ? new CommandReport(command.Id, CommandState.Running) : null;
        await fleet.Started();
        await fleet.Until(view => view.Step == JobStep.Sync && fleet.Agent.Delivered.Any(command => command is StartSyncCommand));
        return fleet;
    }
}
