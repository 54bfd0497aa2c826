using Bunit;
using FleetMigrator.Dashboard.Jobs;
using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class NewJobPageTests : DashboardContext
{
    private static readonly JobPlan Good = new(
        [],
        [new PlannedLimit(LimitOrigin.Export, "Data disks", "at most 4", "0", null), new PlannedLimit(LimitOrigin.Import, "Architecture", "x86-64", "x86_64", null)],
        ["/srv gets 9 GiB instead of 19 GiB."],
        new PlannedInstance("ecs.t6-c1m2.large", "cn-beijing-h", 44, "USD", 0.0351m));

    private readonly IMigrationJob _job = Substitute.For<IMigrationJob>();
    private readonly IBulkOperation _bulk = Substitute.For<IBulkOperation>();

    public NewJobPageTests()
    {
        var cloud = Substitute.For<ICloud>();
        Clouds.For("default").Returns(cloud);
        cloud.Compute.Regions(default).ReturnsForAnyArgs(["cn-beijing", "cn-hangzhou"]);
        cloud.Buckets.List("cn-beijing", Arg.Any<CancellationToken>()).Returns(["transit"]);
        cloud.Buckets.List("cn-hangzhou", Arg.Any<CancellationToken>()).Returns(["east-1", "east-2"]);
        var source = Substitute.For<ISourceServer>();
        source.View().Returns(Samples.Source());
        Grains.GetGrain<ISourceServer>("s-0123456789abcdef").Returns(source);
        Grains.GetGrain<IMigrationJob>(Arg.Any<string>()).Returns(_job);
        Grains.GetGrain<IBulkOperation>(Arg.Any<string>()).Returns(_bulk);
        Reader.Groups(default!, default).ReturnsForAnyArgs(new Page<GroupView>([], 0));
        Reader.Sources(default!, default).ReturnsForAnyArgs(new Page<SourceView>([Samples.Source()], 1312));
        _job.Plan(default!).ReturnsForAnyArgs(Good);
    }

    [Fact]
    public async Task A_migration_starts_only_when_the_notice_is_acknowledged()
    {
        var page = await Planned();
        Assert.True(Button(page, "Start migration").HasAttribute("disabled"));
        await _job.DidNotReceiveWithAnyArgs().Create(default!);
        await GotIt(page);
        await Click(page, "Start migration");
        await _job.Received(1).Create(Arg.Is<JobRequest>(request => request.SourceId == "s-0123456789abcdef" && request.ImageRegion == "cn-beijing" && request.ImageNamePrefix == "web-1" && request.TransitBucket == "transit"));
        await _job.Received(1).Act(JobAction.Start);
        Assert.Equal("createJob", Assert.Single(Actions.All).Action);
    }

    [Fact]
    public async Task The_notice_asks_for_a_backup_and_the_network_and_warns_of_licences_bound_to_hardware()
    {
        var page = await Planned();
        Assert.Contains("Back up the source", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Prepare the network", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Programs licensed by hardware lose their licence", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_shows_each_limit_of_export_and_import_with_its_result_and_links_to_both()
    {
        var page = await Planned();
        Assert.Equal([("Data disks", "yes"), ("Architecture", "yes")], Limits(page));
        Assert.Equal(2, page.FindAll("a[target=_blank]").Count);
        Assert.Contains("0.04 USD an hour", page.Markup, StringComparison.Ordinal);
        Assert.Contains("/srv gets 9 GiB", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_is_not_kept_is_shown_as_such_and_nothing_can_be_started()
    {
        var tooMany = SourceErrors.TooManyDisks.Fault("the server has 5");
        _job.Plan(default!).ReturnsForAnyArgs(Good with { Faults = [tooMany], Limits = [Good.Limits[0] with { Found = "5", Fault = tooMany }] });
        var page = await Planned();
        Assert.Equal([("Data disks", "no")], Limits(page));
        Assert.Contains(tooMany.Code, page.Markup, StringComparison.Ordinal);
        await GotIt(page);
        Assert.True(Button(page, "Start migration").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_fault_stands_at_its_field_and_one_without_a_field_above_the_form()
    {
        _job.Plan(default!).ReturnsForAnyArgs(Good with { Faults = [JobErrors.BadName.Fault("it is '-'") with { Field = "name" }, JobErrors.LayoutDoesNotFit.Fault("no room") with { Field = "disks[0]" }] });
        var page = await Planned();
        Assert.Contains(page.FindComponents<MudTextField<string>>(), field => field.Instance.Label == "Job name" && field.Markup.Contains("FM-3006", StringComparison.Ordinal));
        Assert.Contains("FM-3025", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Licence_type_offers_alibaba_cloud_first_and_byol()
    {
        var page = Open("/jobs/new?source=s-0123456789abcdef");
        var licence = page.FindComponents<MudSelect<LicenseType>>().Single();
        Assert.Contains("Alibaba Cloud", licence.Markup, StringComparison.Ordinal);
        await page.InvokeAsync(() => licence.Instance.ValueChanged.InvokeAsync(LicenseType.Byol));
        await Click(page, "Check the plan");
        await _job.Received(1).Plan(Arg.Is<JobRequest>(request => request.License == LicenseType.Byol));
    }

    [Fact]
    public async Task Buckets_of_the_transit_region_only_can_be_chosen()
    {
        var page = Open("/jobs/new?source=s-0123456789abcdef");
        var region = page.FindComponents<MudSelect<string>>().Single(select => select.Instance.Label == "Transit region");
        await page.InvokeAsync(() => region.Instance.ValueChanged.InvokeAsync("cn-hangzhou"));
        await Click(page, "Check the plan");
        await _job.Received(1).Plan(Arg.Is<JobRequest>(request => request.TransitRegion == "cn-hangzhou" && request.TransitBucket == "east-1"));
    }

    [Fact]
    public async Task Partitions_are_changed_when_that_is_switched_on_and_only_what_differs_is_asked_for()
    {
        var page = Open("/jobs/new?source=s-0123456789abcdef");
        Assert.Empty(page.FindAll("[data-disk]"));
        await page.InvokeAsync(() => page.FindComponent<MudSwitch<bool>>().Instance.ValueChanged.InvokeAsync(true));
        await Click(page, "Check the plan");
        await _job.Received(1).Plan(Arg.Is<JobRequest>(request => request.Disks.Count == 0));
        await Click(page, "Change the plan");
        var size = page.FindComponents<MudNumericField<int>>().Single(field => field.Instance.Label == "Size of vda (GiB)");
        await page.InvokeAsync(() => size.Instance.ValueChanged.InvokeAsync(30));
        await Click(page, "Check the plan");
        await _job.Received(1).Plan(Arg.Is<JobRequest>(request => request.Disks.Count == 1 && request.Disks[0].SizeGib == 30 && request.Disks[0].Mounts == null));
    }

    [Fact]
    public async Task Many_servers_get_jobs_by_one_bulk_action()
    {
        var page = Open("/jobs/new?q=tag.env%3Dprod");
        Assert.Contains("Start 1312 migrations", page.Markup, StringComparison.Ordinal);
        await Click(page, "Check the plan");
        await GotIt(page);
        await Click(page, "Start migration");
        await _bulk.Received(1).Create(Arg.Is<BulkRequest>(request => request.Action == BulkAction.Migrate && request.Query == "tag.env=prod" && request.Template!.TransitBucket == "transit"));
    }

    private async Task<IRenderedComponent<NewJobPage>> Planned()
    {
        var page = Open("/jobs/new?source=s-0123456789abcdef");
        await Click(page, "Check the plan");
        return page;
    }

    private IRenderedComponent<NewJobPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<NewJobPage>();
    }

    private static Task GotIt(IRenderedComponent<NewJobPage> page)
        => page.InvokeAsync(() => page.FindComponents<MudCheckBox<bool>>().Single(box => box.Instance.Label == "Got it").Instance.ValueChanged.InvokeAsync(true));

    private static IEnumerable<(string?, string?)> Limits(IRenderedComponent<NewJobPage> page)
        => page.FindAll("[data-limit]").Select(row => (row.GetAttribute("data-limit"), row.GetAttribute("data-kept")));
}
