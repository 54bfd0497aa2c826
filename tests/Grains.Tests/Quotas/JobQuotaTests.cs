using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Quotas;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Quotas;

public sealed class JobQuotaTests
{
    private static IQuota Quota(TestFleet fleet) => fleet.Client.GetGrain<IQuota>("default");

    private static QuotaRequest Other(QuotaKind kind) => new("j-crashed", "cn-beijing", "default", [new QuotaNeed(kind, "j-crashed")], TestFleet.Start);

    [Theory]
    [InlineData(QuotaKind.RunningJobs, JobStep.Preflight)]
    [InlineData(QuotaKind.Vpcs, JobStep.Preflight)]
    [InlineData(QuotaKind.Instances, JobStep.Preflight)]
    [InlineData(QuotaKind.Exports, JobStep.ExportImage)]
    [InlineData(QuotaKind.EdgeImports, JobStep.ImportEdgeImage)]
    public async Task A_job_waits_for_its_quota_says_so_and_goes_on_when_a_crashed_holder_is_found_out(QuotaKind kind, JobStep step)
    {
        await using var fleet = await TestFleet.Begin();
        await Quota(fleet).Limit(new QuotaLimit(kind, 1));
        Assert.Null(await Quota(fleet).Acquire(Other(kind)));
        await fleet.Started();
        var waiting = await fleet.Until(view => view.Step == step && view.Steps.First(shown => shown.Step == step).Text.StartsWith("Waits", StringComparison.Ordinal));
        Assert.Contains($"Waits for the quota {kind}: 1 of 1 are taken; place 1 in the queue", waiting.Steps.First(shown => shown.Step == step).Text, StringComparison.Ordinal);
        Assert.Equal("j-test00000001", Assert.Single(await Quota(fleet).Waits(0, 10)).Holder);

        await fleet.Until(view => view.Status == JobStatus.Finished);
        Assert.True(fleet.Clock.GetUtcNow() - TestFleet.Start >= TimeSpan.FromMinutes(5));
        Assert.Equal(0, Assert.Single(await Quota(fleet).Uses()).Used);
    }

    [Fact]
    public async Task A_waiting_job_keeps_its_place_over_a_crash_and_can_be_cancelled()
    {
        await using var fleet = await TestFleet.Begin();
        await Quota(fleet).Limit(new QuotaLimit(QuotaKind.RunningJobs, 0));
        await fleet.Started();
        await fleet.Until(view => view.Steps[0].Text.StartsWith("Waits", StringComparison.Ordinal));
        var since = Assert.Single(await Quota(fleet).Waits(0, 10)).Since;
        await fleet.Restart();
        await fleet.Until(view => view.Steps[0].Text.StartsWith("Waits", StringComparison.Ordinal));
        Assert.Equal(since, Assert.Single(await Quota(fleet).Waits(0, 10)).Since);

        await fleet.Job().Act(JobAction.Cancel);
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        await fleet.Second();
        Assert.Empty(await Quota(fleet).Waits(0, 10));
        Assert.Empty(fleet.Cloud.Effects);
    }

    [Fact]
    public async Task A_limit_that_is_lowered_touches_no_running_job()
    {
        await using var fleet = await TestFleet.Begin();
        await Quota(fleet).Limit(new QuotaLimit(QuotaKind.RunningJobs, 1));
        await fleet.Started();
        await fleet.Until(view => view.Step == JobStep.Sync);
        foreach (var kind in new[] { QuotaKind.RunningJobs, QuotaKind.Instances, QuotaKind.Vpcs })
        {
            await Quota(fleet).Limit(new QuotaLimit(kind, 0));
        }

        await fleet.Until(view => view.Status == JobStatus.Finished);
        Assert.All(await Quota(fleet).Uses(), use => Assert.Equal(0, use.Used));
    }

    [Fact]
    public async Task An_instance_kept_after_an_error_goes_on_counting_until_the_job_is_cancelled()
    {
        await using var fleet = await TestFleet.Begin();
        await Quota(fleet).Limit(new QuotaLimit(QuotaKind.RunningJobs, 1));
        await Quota(fleet).Limit(new QuotaLimit(QuotaKind.Instances, 1));
        fleet.Cloud.BadEnds["export"] = "Failed";
        await fleet.Started();
        await fleet.Until(view => view.Status == JobStatus.InError);
        // Twice the time after which a lease that nobody renews is questioned.
        await fleet.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal([0, 1], (await Quota(fleet).Uses()).Select(use => use.Used));

        await fleet.Job().Act(JobAction.Cancel);
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        await fleet.Second();
        Assert.Equal([0, 0], (await Quota(fleet).Uses()).Select(use => use.Used));
    }

    [Fact]
    public async Task What_a_killed_service_held_is_held_again_and_given_back_at_the_end()
    {
        await using var fleet = await TestFleet.Begin();
        await Quota(fleet).Limit(new QuotaLimit(QuotaKind.Instances, 1));
        await fleet.KilledIn(JobStep.Sync, () => fleet.Started());
        Assert.Equal(1, Assert.Single(await Quota(fleet).Uses()).Used);
        await fleet.Until(view => view.Status == JobStatus.Finished);
        await fleet.Second();
        Assert.Equal(0, Assert.Single(await Quota(fleet).Uses()).Used);
    }

    [Fact]
    public async Task A_limit_out_of_range_is_refused()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var refused = await Assert.ThrowsAsync<FleetException>(() => Quota(fleet).Limit(new QuotaLimit(QuotaKind.Instances, -1)));
        Assert.Equal("FM-7001", refused.Code);
    }
}
