using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class RetryTests
{
    public static TheoryData<JobStep> Steps => [.. TestFleet.StepsOfOneRun];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_retry_goes_on_from_the_failed_step_even_when_the_service_is_killed_in_it(JobStep step)
    {
        await using var fleet = await TestFleet.Begin();
        Break(fleet, step);
        await fleet.Started();
        var failed = await fleet.Until(view => view.Status is JobStatus.InError or JobStatus.Finished);
        Assert.Equal((JobStatus.InError, step), (failed.Status, failed.Step!.Value));
        var before = failed.Steps.Where(view => view.Step < step).ToList();

        (fleet.Agent.Answer, fleet.ReceiverAnswers, fleet.Cloud.Before) = (null, null, null);
        await fleet.KilledIn(step, () => fleet.Job().Act(JobAction.Retry));
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);

        Assert.Equal((JobStatus.Finished, 2), (job.Status, job.Attempt));
        Assert.Equal(before, job.Steps.Where(view => view.Step < step));
        Assert.Equal(fleet.Cloud.Effects.Distinct(StringComparer.Ordinal), fleet.Cloud.Effects);
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.Single(fleet.Cloud.EdgeImports);
    }

    [Fact]
    public async Task A_failed_job_shows_its_code_the_cause_and_what_to_do()
    {
        await using var fleet = await TestFleet.Begin();
        Break(fleet, JobStep.RepairBoot);
        await fleet.Started();
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal(("FM-6006", "no grub"), (failed.Fault!.Code, failed.Fault.Cause));
        Assert.True(failed.Fault.Title.Length > 0 && failed.Fault.Remedy.Length > 0);
        Assert.Equal([JobAction.Retry, JobAction.Cancel], failed.Actions);
        Assert.Contains(failed.Events, told => told.Code == "FM-6006");
        Assert.Equal(StepState.Failed, failed.Steps.Single(view => view.Step == JobStep.RepairBoot).State);
    }

    [Fact]
    public async Task An_internal_error_of_the_cloud_is_told_with_its_call_the_step_and_the_tries()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.Before = call =>
        {
            if (call == "CreateImage")
            {
                throw CloudErrors.ServiceFault.With("CreateImage: InternalError (HTTP 500); request id R-1");
            }
        };
        await fleet.Started();
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Matches("CreateImage: InternalError .* request id R-1. [0-9]+ tries of CreateImage since ", failed.Fault!.Cause);
    }

    [Fact]
    public async Task A_full_export_quota_is_waited_for_and_not_a_failure()
    {
        await using var fleet = await TestFleet.Begin();
        var full = true;
        fleet.Cloud.Before = call =>
        {
            if (call == "ExportImage" && full)
            {
                throw CloudErrors.Quota.With("ConcurrentQuotaExceed.ExportImage");
            }
        };
        await fleet.Started();
        await fleet.Until(view => view.Events.Any(told => told.Code == "FM-4009"));
        await fleet.Pass(TimeSpan.FromMinutes(12));
        Assert.Equal((JobStatus.Running, JobStep.ExportImage), ((await fleet.Job().View()).Status, (await fleet.Job().View()).Step!.Value));
        full = false;
        await fleet.Until(view => view.Status == JobStatus.Finished);
    }

    [Theory]
    [InlineData("FM-4005", 1, 0.5, 2)]
    [InlineData("FM-4005", 3, 0.5, 8)]
    [InlineData("FM-4005", 30, 0.5, 120)]
    [InlineData("FM-4010", 30, 0.5, 30)]
    [InlineData("FM-4009", 1, 0.0, 22.5)]
    [InlineData("FM-4009", 99, 1.0, 750)]
    [InlineData("FM-4001", 2, 0.5, 2)]
    public void Pauses_double_up_to_the_limit_of_their_class_and_chance_spreads_them(string code, int failures, double chance, double seconds)
        => Assert.Equal(seconds, RetryClass.Of(ErrorCatalogue.Fault(code, "x"), new JobOptions()).Pause(failures, chance).TotalSeconds);

    /// <summary>Lets the step fail in the way that nobody but a person cures.</summary>
    private static void Break(TestFleet fleet, JobStep step)
    {
        fleet.Agent.Answer = command => (step, command) switch
        {
            (JobStep.Preflight, PreflightCommand) => new CommandReport(command.Id, CommandState.Succeeded) { Checks = [new PreflightCheck("virtio", "failed", "FM-2012", "no virtio_blk", "install a kernel")] },
            (JobStep.Sync, StartSyncCommand) => new CommandReport(command.Id, CommandState.Failed) { Fault = TransferErrors.TargetFull.Fault("/ is full") },
            _ => null,
        };
        fleet.ReceiverAnswers = command => (step, command) switch
        {
            (JobStep.Handshake, PrepareDisksCommand) => new CommandReport(command.Id, CommandState.Failed) { Fault = GuestErrors.PartitionFailed.Fault("no table") },
            (JobStep.RepairBoot, RepairBootCommand) => new CommandReport(command.Id, CommandState.Failed) { Fault = GuestErrors.BootLoaderFailed.Fault("no grub") },
            (JobStep.ConvertImage, ConvertDiskCommand) => new CommandReport(command.Id, CommandState.Failed) { Fault = GuestErrors.ConvertFailed.Fault("no space") },
            _ => null,
        };
        var refused = step switch
        {
            JobStep.PrepareNetwork => "CreateVpc",
            JobStep.StartInstance => "RunInstance",
            JobStep.SnapshotDisks => "CreateSnapshot",
            JobStep.CreateImage => "CreateImage",
            JobStep.ExportImage => "ExportImage",
            JobStep.ImportEdgeImage => "Import",
            JobStep.CleanUp => "DeleteInstance",
            _ => null,
        };
        fleet.Cloud.Before = call =>
        {
            if (call == refused)
            {
                throw CloudErrors.NoFunds.With(call);
            }
        };
    }
}
