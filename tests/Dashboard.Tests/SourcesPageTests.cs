using FleetMigrator.Dashboard.Sources;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class SourcesPageTests : DashboardContext
{
    [Fact]
    public void An_empty_list_says_how_to_import_a_server()
    {
        Reader.Sources(default!, default).ReturnsForAnyArgs(new Page<SourceView>([], 0));
        var page = Render<SourcesPage>();
        Assert.Contains("Create an activation code", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_without_a_match_offers_the_whole_list()
    {
        Reader.Sources(default!, default).ReturnsForAnyArgs(new Page<SourceView>([], 0));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/sources?q=nothing");
        var page = Render<SourcesPage>();
        Assert.Contains("No source matches", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void An_online_server_without_a_job_can_be_migrated()
    {
        Reader.Sources(default!, default).ReturnsForAnyArgs(new Page<SourceView>([Samples.Source()], 1));
        var page = Render<SourcesPage>();
        Assert.Contains("Migration source online", page.Markup, StringComparison.Ordinal);
        Assert.Contains("/jobs/new?source=s-0123456789abcdef", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SourceState.Offline, false)]
    [InlineData(SourceState.Online, true)]
    public void A_server_that_is_offline_or_has_a_job_cannot_be_migrated(SourceState state, bool jobOpen)
    {
        Reader.Sources(default!, default).ReturnsForAnyArgs(new Page<SourceView>([Samples.Source(state, jobOpen)], 1));
        Assert.DoesNotContain("/jobs/new", Render<SourcesPage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_fails_is_shown_with_its_code_and_remedy()
    {
        Reader.Sources(default!, default).ReturnsForAnyArgs<Page<SourceView>>(_ => throw ServiceErrors.StoreFailed.With("disk full"));
        var page = Render<SourcesPage>();
        Assert.Contains("FM-9002", page.Markup, StringComparison.Ordinal);
        Assert.Contains(ServiceErrors.StoreFailed.Remedy, page.Markup, StringComparison.Ordinal);
    }
}
