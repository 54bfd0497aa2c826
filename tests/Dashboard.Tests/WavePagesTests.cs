using Bunit;
using FleetMigrator.Dashboard.Waves;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Things;
using FleetMigrator.Grains.Interfaces.Waves;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class WavePagesTests : DashboardContext
{
    private static readonly WaveView First = new(
        "w-1", new WaveRequest("pilot", new JobRequest("", "cn-beijing", "web", "cn-beijing", "transit")) { Order = 1, SourceIds = ["s-1", "s-2"], Mbps = 200, ClosesAt = Samples.Then },
        WaveState.Running, "The window opens at noon.",
        [new WaveMember("s-1", "j-1", JobStatus.Finished), new WaveMember("s-2", Fault: SourceErrors.Offline.Fault("s-2"))], 100, null, Samples.Then, Samples.Then, null);

    private readonly IWave _wave = Substitute.For<IWave>();

    public WavePagesTests()
    {
        var things = Substitute.For<IThingList>();
        Grains.GetGrain<IThingList>("waves").Returns(things);
        things.List(default, default).ReturnsForAnyArgs(new ThingPage(["w-1"], 1));
        Grains.GetGrain<IWave>(Arg.Any<string>()).Returns(_wave);
        _wave.View().Returns(First);
        var cloud = Substitute.For<ICloud>();
        Clouds.For("default").Returns(cloud);
        cloud.Compute.Regions(default).ReturnsForAnyArgs(["cn-beijing"]);
        cloud.Buckets.List(default!, default).ReturnsForAnyArgs(["transit"]);
        Reader.Groups(default!, default).ReturnsForAnyArgs(new Page<GroupView>([], 0));
    }

    [Fact]
    public void The_plan_of_waves_shows_order_progress_window_and_what_holds_them()
    {
        var row = Render<WavesPage>().Find("tbody tr").TextContent;
        Assert.Contains("pilot", row, StringComparison.Ordinal);
        Assert.Contains("100 %", row, StringComparison.Ordinal);
        Assert.Contains("The window opens at noon.", row, StringComparison.Ordinal);
        Assert.Contains("until 2026-05-04 12:00:00 UTC", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wave_is_planned_from_a_search_after_the_waves_that_exist()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/waves/new?q=tag.wave%3D2");
        var page = Render<NewWavePage>();
        await Click(page, "Plan the wave");
        await _wave.Received(1).Plan(Arg.Is<WaveRequest>(request => request.Order == 2 && request.Query == "tag.wave=2" && request.SourceIds.Count == 0 && request.Template.TransitBucket == "transit"));
        Assert.Equal("planWave", Assert.Single(Actions.All).Action);
    }

    [Fact]
    public async Task A_running_wave_shows_its_servers_and_can_be_stopped()
    {
        var page = Render<WavePage>(parameters => parameters.Add(each => each.Id, "w-1"));
        Assert.Contains("2 of 2", page.Markup, StringComparison.Ordinal);
        Assert.Contains(SourceErrors.Offline.Id, page.Markup, StringComparison.Ordinal);
        await Click(page, "Stop");
        await _wave.Received(1).Stop();
    }

    [Fact]
    public async Task All_faults_of_a_plan_are_shown()
    {
        _wave.Plan(default!).ReturnsForAnyArgs<WaveView>(_ => throw new FleetException([BulkErrors.BadWave.Fault("no name") with { Field = "name" }, BulkErrors.BadWave.Fault("a circle") with { Field = "after" }]));
        var page = Render<NewWavePage>();
        await Click(page, "Plan the wave");
        Assert.Contains(page.FindComponents<MudTextField<string>>(), field => field.Instance.Label == "Name" && field.Markup.Contains("no name", StringComparison.Ordinal));
        Assert.Contains("a circle", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }
}
