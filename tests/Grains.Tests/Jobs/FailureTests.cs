using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class FailureTests
{
    [Fact]
    public async Task A_failed_preflight_lists_its_obstacles_and_retry_checks_again()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Agent.Answer = command => command is PreflightCommand
            ? new CommandReport(command.Id, CommandState.Succeeded) { Checks = [new PreflightCheck("virtio", "failed", "FM-2012", "no virtio_blk", "install a kernel")] }
            : null;
        await fleet.Started();
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal("FM-2016", failed.Fault!.Code);
        Assert.Contains("FM-2012", failed.Fault.Cause, StringComparison.Ordinal);
        Assert.Empty(fleet.Cloud.Effects);

        fleet.Agent.Answer = null;
        await fleet.Job().Act(JobAction.Retry);
        Assert.Equal(2, (await fleet.Until(view => view.Status == JobStatus.Finished)).Attempt);
    }

    [Theory]
    [InlineData("image", "CreateFailed")]
    [InlineData("snapshot", "failed")]
    public async Task A_thing_that_the_cloud_failed_to_make_is_made_again(string kind, string end)
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.BadEnds[kind] = end;
        await fleet.Started();
        await fleet.Until(view => view.Status == JobStatus.Finished);
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Theory]
    [InlineData("export", "Failed", "FM-3018")]
    [InlineData("edge", "Upload_failed", "FM-3019")]
    public async Task A_failed_export_or_import_waits_for_a_person_and_retry_makes_it_again(string kind, string end, string code)
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.BadEnds[kind] = end;
        await fleet.Started();
        Assert.Equal(code, (await fleet.Until(view => view.Status == JobStatus.InError)).Fault!.Code);
        await fleet.Job().Act(JobAction.Retry);
        await fleet.Until(view => view.Status == JobStatus.Finished);
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.Single(fleet.Cloud.EdgeImports);
    }

    [Fact]
    public async Task Objects_that_somebody_changed_are_not_used()
    {
        await using var fleet = await TestFleet.Begin();
        var tampered = false;
        fleet.ReceiverAnswers = command =>
        {
            if (command is ConvertDiskCommand { Index: 0 } && !tampered)
            {
                tampered = true;
                fleet.Cloud.Tamper("data_xvdb.raw.tar.gz");
            }

            return null;
        };
        await fleet.Started();
        Assert.Equal("FM-3020", (await fleet.Until(view => view.Status == JobStatus.InError)).Fault!.Code);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("while")]
    public async Task An_image_of_objects_that_somebody_changed_never_counts_as_the_result(string when)
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.Before = call =>
        {
            if (call == (when == "before" ? "FindByName" : "Import") && fleet.Cloud.HasObject(".qcow2"))
            {
                fleet.Cloud.Before = null;
                fleet.Cloud.Tamper(".qcow2");
            }
        };
        await fleet.Started();
        var failed = await fleet.Until(view => view.Status is JobStatus.InError or JobStatus.Finished);
        Assert.Equal((JobStatus.InError, "FM-3020"), (failed.Status, failed.Fault?.Code));
        Assert.Empty(fleet.Cloud.EdgeImports);
        Assert.Equal(when == "while", fleet.Cloud.Effects.Any(effect => effect.StartsWith("Import", StringComparison.Ordinal)));
        await fleet.Job().Act(JobAction.Cancel);
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task An_image_that_came_out_larger_than_one_tebibyte_never_reaches_the_edge_service()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.ReceiverAnswers = command =>
        {
            if (command is not ConvertDiskCommand convert)
            {
                return null;
            }

            const long TooMany = (1L << 39) + 1;
            fleet.Cloud.PutPart(convert.UploadId, TooMany);
            return new CommandReport(command.Id, CommandState.Succeeded) { Converted = new ConvertedDisk(convert.Index, 1L << 40, TooMany, new string('a', 64)) };
        };
        await fleet.Started();
        Assert.Equal("FM-3021", (await fleet.Until(view => view.Status == JobStatus.InError)).Fault!.Code);
        Assert.DoesNotContain(fleet.Cloud.Effects, effect => effect.StartsWith("Import", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_that_failed_for_a_while_is_given_again_under_a_new_id()
    {
        await using var fleet = await TestFleet.Begin();
        var failures = 2;
        fleet.ReceiverAnswers = command => command is RepairBootCommand && failures-- > 0
            ? new CommandReport(command.Id, CommandState.Failed) { Fault = GuestErrors.InitramfsFailed.Fault("busy"), Retryable = true }
            : null;
        await fleet.Started();
        await fleet.Until(view => view.Status == JobStatus.Finished);
        Assert.Equal(3, fleet.Receiver is null ? 3 : fleet.Receiver.Delivered.OfType<RepairBootCommand>().Select(command => command.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_of_the_cloud_keeps_everything_and_is_shown_with_its_code()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.Before = call =>
        {
            if (call == "RunInstance")
            {
                throw CloudErrors.NoFunds.With("InvalidAccountStatus.NotEnoughBalance");
            }
        };
        await fleet.Started();
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal(("FM-4011", JobStep.StartInstance), (failed.Fault!.Code, failed.Step!.Value));
        Assert.NotEmpty(fleet.Cloud.Leftovers());

        fleet.Cloud.Before = null;
        await fleet.Job().Act(JobAction.Retry);
        await fleet.Until(view => view.Status == JobStatus.Finished);
    }

    [Fact]
    public async Task Faults_that_time_cures_are_tried_for_ten_minutes_before_a_person_is_asked()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.Before = call =>
        {
            if (call == "CreateVpc")
            {
                throw CloudErrors.Throttled.With("Throttling.User");
            }
        };
        await fleet.Started();
        Assert.Equal("FM-4005", (await fleet.Until(view => view.Status == JobStatus.InError)).Fault!.Code);
        Assert.InRange(fleet.Clock.GetUtcNow() - TestFleet.Start, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task A_transit_bucket_that_the_edge_service_cannot_read_gets_a_temporary_one_beside_it()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.ImportRegions = ["cn-hangzhou"];
        await fleet.Started();
        await fleet.Until(view => view.Status == JobStatus.Finished);
        var order = Assert.Single(fleet.Cloud.EdgeImports).Value;
        Assert.Equal(("cn-hangzhou", "fleetmigrator-test00000001-import"), (order.Region, order.Bucket));
        Assert.Empty(fleet.Cloud.Leftovers());
    }
}
