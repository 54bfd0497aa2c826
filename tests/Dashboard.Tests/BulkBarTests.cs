using Bunit;
using FleetMigrator.Dashboard.Jobs;
using FleetMigrator.Dashboard.Sources;
using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class BulkBarTests : DashboardContext
{
    private readonly IBulkOperation _bulk = Substitute.For<IBulkOperation>();

    public BulkBarTests()
    {
        Grains.GetGrain<IBulkOperation>(Arg.Any<string>()).Returns(_bulk);
        Reader.Groups(default!, default).ReturnsForAnyArgs(new Page<GroupView>([], 0));
        Reader.Sources(default!, default).ReturnsForAnyArgs(new Page<SourceView>([Samples.Source()], 1312));
        Reader.Jobs(default!, default).ReturnsForAnyArgs(new Page<JobView>([Samples.Job()], 40));
    }

    [Fact]
    public async Task All_that_match_are_acted_on_by_their_search_and_not_by_the_rows_of_the_page()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/jobs?q=tag.env%3Dprod&state=Stopped");
        var page = Render<JobsPage>();
        await Choose(page, "Choose move-web-1");
        Assert.Equal("1 chosen", page.Find("[data-testid=chosen]").TextContent);
        await Click(page, "Choose all 40 that match");
        Assert.Equal("All 40 that match", page.Find("[data-testid=chosen]").TextContent);
        await Click(page, "Resume");
        await _bulk.Received(1).Create(Arg.Is<BulkRequest>(request => request.Action == BulkAction.Resume && request.Query == "(tag.env=prod) and state=Stopped" && request.Ids.Count == 0));
        Assert.Contains("/batches/b-", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_many_jobs_asks_for_their_number_to_be_typed()
    {
        var page = Render<JobsPage>();
        await Choose(page, "Choose move-web-1");
        await Click(page, "Cancel…");
        Assert.True(Button(page, "Cancel 1 job").HasAttribute("disabled"));
        var typed = page.FindComponents<MudTextField<string>>().Single(field => field.Instance.Label == "Type cancel 1 to go on");
        await page.InvokeAsync(() => typed.Instance.ValueChanged.InvokeAsync("cancel 1"));
        await Click(page, "Cancel 1 job");
        await _bulk.Received(1).Create(Arg.Is<BulkRequest>(request => request.Action == BulkAction.Cancel && request.Ids.Single() == "j-1"));
    }

    [Fact]
    public async Task Chosen_servers_go_to_one_form_and_all_that_match_go_by_their_search()
    {
        var page = Render<SourcesPage>();
        await Choose(page, "Choose web-1");
        Assert.Contains("/jobs/new?source=s-0123456789abcdef", page.Markup, StringComparison.Ordinal);
        await Click(page, "Choose all 1312 that match");
        Assert.Contains("/jobs/new?q=", page.Markup, StringComparison.Ordinal);
        Assert.Contains("/waves/new?q=", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_and_group_of_many_are_changed_at_once()
    {
        var page = Render<SourcesPage>();
        await Choose(page, "Choose web-1");
        await Click(page, "Tags and group…");
        var remove = page.FindComponents<MudTextField<string>>().Single(field => field.Instance.Label == "Keys of tags to remove");
        await page.InvokeAsync(() => remove.Instance.ValueChanged.InvokeAsync("old, older"));
        await Click(page, "Apply to 1 server");
        await _bulk.Received(1).Create(Arg.Is<BulkRequest>(request => request.Action == BulkAction.Label && request.Labels!.Remove.SequenceEqual(new[] { "old", "older" }) && request.Labels.Group == null));
    }

    private static Task Choose(IRenderedComponent<IComponent> page, string name)
        => page.InvokeAsync(() => page.FindComponents<MudCheckBox<bool>>()
            .Single(box => box.Instance.UserAttributes.GetValueOrDefault("aria-label") as string == name).Instance.ValueChanged.InvokeAsync(true));
}
