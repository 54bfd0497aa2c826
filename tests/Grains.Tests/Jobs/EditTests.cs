using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Names;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class EditTests
{
    [Fact]
    public async Task A_job_that_was_not_started_takes_another_request_and_runs_by_it()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Job().Create(fleet.Request with { Name = "first" });
        var next = fleet.Request with { ImageNamePrefix = "shop", Name = "second", Settings = new TransferSettings(0, 20, true), ValidUntil = TestFleet.Start.AddDays(60) };
        var edited = await fleet.Job().Edit(next);
        Assert.Equal(("second", "shop", TestFleet.Start.AddDays(60)), (edited.Name, edited.Request.ImageNamePrefix, edited.ExpiresAt));
        Assert.Equal(edited.Revision, (await fleet.Job().Edit(next)).Revision);

        await fleet.Job().Act(JobAction.Start);
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);
        Assert.Equal((JobStatus.Finished, "shop_test00000001"), (job.Status, job.EdgeImageName));
        Assert.Equal(20, Assert.Single(job.Attempts).Request.Settings.SpeedLimitMbps);
    }

    [Fact]
    public async Task Every_fault_of_another_request_is_told_at_once_and_nothing_is_changed()
    {
        await using var fleet = await TestFleet.Begin();
        var before = await fleet.Job().Create(fleet.Request);
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Edit(fleet.Request with
        {
            SourceId = "s-other",
            Incremental = true,
            ImageRegion = "cn-hangzhou",
            TransitBucket = "missing",
            Description = new string('d', 129),
            IntervalHours = 1,
            ImagesToKeep = 11,
        }));
        Assert.Equal(
            ["description", "imageRegion", "imagesToKeep", "incremental", "incremental", "sourceId", "transitBucket"],
            refused.Faults.Select(fault => fault.Field!).Order(StringComparer.Ordinal));
        Assert.Equal((before.Revision, before.Name), ((await fleet.Job().View()).Revision, (await fleet.Job().View()).Name));
    }

    [Fact]
    public async Task A_started_job_takes_no_other_request()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Started();
        Assert.Equal("FM-3002", (await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Edit(fleet.Request with { ImageNamePrefix = "shop" }))).Code);
    }

    [Fact]
    public async Task A_time_that_stays_is_not_judged_again_and_a_new_one_is()
    {
        await using var fleet = await TestFleet.Begin();
        var request = fleet.Request with { ScheduledStart = TestFleet.Start.AddMinutes(20), ValidUntil = TestFleet.Start.AddDays(7).AddMinutes(1) };
        await fleet.Job().Create(request);
        await fleet.Skip(TimeSpan.FromMinutes(15));
        Assert.Equal("shop", (await fleet.Job().Edit(request with { ImageNamePrefix = "shop" })).Request.ImageNamePrefix);
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Edit(request with { ScheduledStart = TestFleet.Start.AddMinutes(21), ValidUntil = TestFleet.Start.AddDays(6) }));
        Assert.Equal(["scheduledStart", "validUntil"], refused.Faults.Select(fault => fault.Field));
        Assert.Equal(JobStatus.Running, (await fleet.Skip(TimeSpan.FromMinutes(5))).Status);
    }

    [Fact]
    public async Task A_new_name_frees_the_old_one_and_none_keeps_it()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Job().Create(fleet.Request with { Name = "first" });
        Assert.Equal("first", (await fleet.Job().Edit(fleet.Request with { ImageNamePrefix = "shop" })).Name);
        await fleet.Job().Edit(fleet.Request with { Name = "second" });
        Assert.Equal("j-other", await fleet.Client.GetGrain<IUniqueName>("job/first").Take("j-other"));
        Assert.Equal("FM-3028", (await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Edit(fleet.Request with { Name = "First" }))).Code);
        Assert.Equal("second", (await fleet.Job().View()).Name);
    }
}
