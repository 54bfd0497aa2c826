using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

/// <summary>What would come of a request, told before anything is made.</summary>
public sealed class JobPlannerTests
{
    [Fact]
    public async Task A_good_request_keeps_every_limit_and_tells_instance_and_price_and_makes_nothing()
    {
        await using var fleet = await TestFleet.Begin();
        var plan = await fleet.Job().Plan(fleet.Request);
        Assert.Empty(plan.Faults);
        Assert.All(plan.Limits, limit => Assert.Null(limit.Fault));
        Assert.Equal(
            [("Data disks", "1"), ("Size of a data disk", "1 GiB")],
            plan.Limits.Where(limit => limit.Origin == LimitOrigin.Export).Select(limit => (limit.Name, limit.Found)));
        Assert.Equal(
            ["Operating system", "Architecture", "Image storage region", "Compressed size of all disks"],
            plan.Limits.Where(limit => limit.Origin == LimitOrigin.Import).Select(limit => limit.Name));
        Assert.True(plan.Instance is { PerHour: > 0, Currency: "USD" } instance && instance.DisksGib > 6, $"{plan.Instance}");
        Assert.Empty(fleet.Cloud.Effects);
        await Assert.ThrowsAsync<FleetException>(() => fleet.Job().View());
    }

    [Fact]
    public async Task Each_limit_that_is_not_kept_carries_its_fault()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        fleet.Inventory = Machines.Debian([.. Enumerable.Range(1, 5).Select(number => Machines.DataDisk(number, (500 * Machines.Gib) + 1))]) with { Architecture = "aarch64" };
        await fleet.Enrol();
        var plan = await fleet.Job().Plan(fleet.Request with { ImageRegion = "cn-hangzhou" });
        Assert.Equal(
            ["Data disks FM-2007", "Size of a data disk FM-2008", "Architecture FM-2006", "Image storage region FM-3003"],
            plan.Limits.Where(limit => limit.Fault is not null).Select(limit => $"{limit.Name} {limit.Fault!.Code}"));
    }

    [Fact]
    public async Task An_edited_disk_is_planned_as_edited_and_what_will_differ_is_said()
    {
        await using var fleet = await TestFleet.Begin();
        var asIs = await fleet.Job().Plan(fleet.Request);
        var larger = await fleet.Job().Plan(fleet.Request with { Disks = [new DiskEdit(0) { SizeGib = 40 }] });
        Assert.True(larger.Instance!.DisksGib > asIs.Instance!.DisksGib);
        Assert.True(larger.Instance.PerHour > asIs.Instance.PerHour);
    }

    [Fact]
    public async Task A_server_that_nobody_knows_is_one_of_the_faults()
    {
        await using var fleet = await TestFleet.Begin();
        var plan = await fleet.Job().Plan(fleet.Request with { SourceId = "s-nobody" });
        Assert.Contains(plan.Faults, fault => fault.Code == SourceErrors.Unknown.Id && fault.Field == "sourceId");
        Assert.Empty(plan.Limits);
    }
}
