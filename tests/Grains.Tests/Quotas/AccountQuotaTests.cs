using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Quotas;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Quotas;

/// <summary>Limits as grains keep them: races, crashes, and jobs in line.</summary>
public sealed class AccountQuotaTests
{
    [Fact]
    public async Task Of_500_who_ask_at_once_exactly_as_many_as_the_limit_are_let_in_and_a_crash_forgets_none()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        await Quota(fleet).Set(new QuotaLimit(QuotaKind.RunningJobs, "", "", 50));
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Quota(fleet).Acquire(Ask(fleet, number))));
        Assert.Equal(50, answers.Count(wait => wait is null));
        Assert.True(fleet.Storage.Writes < 100, $"{fleet.Storage.Writes} writes for what came together");

        await fleet.Restart();
        answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Quota(fleet).Acquire(Ask(fleet, number))));
        Assert.Equal(50, answers.Count(wait => wait is null));
        var view = await Quota(fleet).View();
        Assert.Equal((50, 450), (view.Uses.Single(use => use is { Kind: QuotaKind.RunningJobs, Region: "", Group: "" }).Used, view.Waiting.Count));
    }

    [Fact]
    public async Task What_a_dead_holder_had_comes_back_by_itself()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        await Quota(fleet).Set(new QuotaLimit(QuotaKind.RunningJobs, "", "", 1));
        Assert.Null(await Quota(fleet).Acquire(Ask(fleet, 1)));
        Assert.NotNull(await Quota(fleet).Acquire(Ask(fleet, 2)));
        fleet.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await Quota(fleet).Acquire(Ask(fleet, 2)));
    }

    [Fact]
    public async Task A_job_waits_in_line_says_for_what_and_goes_on_when_its_turn_comes()
    {
        await using var fleet = await TestFleet.Begin();
        await Quota(fleet).Set(new QuotaLimit(QuotaKind.Instances, "cn-beijing", "", 0));
        await fleet.Started();
        var waiting = await fleet.Until(job => job.Waits is not null);
        Assert.Equal((JobStatus.Running, JobStep.StartInstance), (waiting.Status, waiting.Step));
        Assert.Equal((QuotaKind.Instances, "cn-beijing", 0, 1), (waiting.Waits!.Kind, waiting.Waits.Region, waiting.Waits.Limit, waiting.Waits.Place));
        Assert.Contains(waiting.Events, told => told.Text.StartsWith("Waits for the limit of intermediate instances in cn-beijing", StringComparison.Ordinal));
        Assert.Equal("j-test00000001", Assert.Single((await Quota(fleet).View()).Waiting).Holder);

        await fleet.Restart();
        Assert.Equal(JobStep.StartInstance, (await fleet.Until(job => job.Waits is not null)).Step);
        await Quota(fleet).Set(new QuotaLimit(QuotaKind.Instances, "cn-beijing", "", 1));
        var done = await fleet.Until(job => job.Status is JobStatus.Finished or JobStatus.InError);
        Assert.Equal(JobStatus.Finished, done.Status);
        Assert.Null(done.Waits);
        await fleet.Until(async () => !(await Quota(fleet).View()).Uses.Any(use => use is { Used: > 0, Kind: not QuotaKind.ExportsPerWeek }));
    }

    [Fact]
    public async Task A_limit_of_calls_is_at_least_one_and_for_regions_only()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var none = await Assert.ThrowsAsync<FleetException>(() => Quota(fleet).Set(new QuotaLimit(QuotaKind.ApiCallsPerSecond, "", "", 0)));
        var group = await Assert.ThrowsAsync<FleetException>(() => Quota(fleet).Set(new QuotaLimit(QuotaKind.ApiCallsPerSecond, "", "rg-1", 5)));
        Assert.Equal([("FM-7001", "value"), ("FM-7002", "group")], new[] { none, group }.Select(refused => (refused.Fault.Code, refused.Fault.Field!)));
    }

    [Fact]
    public async Task An_instance_that_is_kept_after_an_error_still_counts_and_a_cancelled_job_gives_everything_back()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.ReceiverAnswers = command => command is Interfaces.Instances.PrepareDisksCommand
            ? new Interfaces.Sources.CommandReport(command.Id, Interfaces.Sources.CommandState.Failed, "no") { Fault = Interfaces.Errors.JobErrors.StepFailed.Fault("no") }
            : null;
        await fleet.Started();
        await fleet.Until(job => job.Status == JobStatus.InError);

        // The status is stored first; what is given back follows.
        await fleet.Until(async () => (await Held(fleet)).SequenceEqual([QuotaKind.Instances, QuotaKind.Vpcs]));

        // The job rests; its minute's call keeps its leases far beyond their time.
        for (var minute = 0; minute < 12; minute++)
        {
            fleet.Clock.Advance(TimeSpan.FromMinutes(1));
            await fleet.Job().Wake();
        }

        Assert.Equal([QuotaKind.Instances, QuotaKind.Vpcs], await Held(fleet));
        await fleet.Job().Act(JobAction.Cancel);
        await fleet.Until(job => job.Status == JobStatus.Deleted);
        await fleet.Until(async () => (await Held(fleet)).Count == 0);
    }

    private static async Task<IReadOnlyList<QuotaKind>> Held(TestFleet fleet)
        => [.. (await Quota(fleet).View()).Uses.Where(use => use is { Region: "", Group: "", Used: > 0 }).Select(use => use.Kind)];

    private static IQuota Quota(TestFleet fleet) => fleet.Client.GetGrain<IQuota>("default");

    private static QuotaRequest Ask(TestFleet fleet, int number)
        => new($"j-{number:000}", [QuotaKind.RunningJobs], "cn-beijing", "default", fleet.Clock.GetUtcNow());
}
