using Bunit;
using FleetMigrator.Dashboard.Sources;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class SourcePageTests : DashboardContext
{
    private readonly ISourceServer _source = Substitute.For<ISourceServer>();

    public SourcePageTests()
    {
        Grains.GetGrain<ISourceServer>("s-0123456789abcdef").Returns(_source);
        Reader.JobsOf(default!, default).ReturnsForAnyArgs<IReadOnlyList<JobView>>([]);
    }

    [Fact]
    public void An_online_server_without_a_job_has_the_button_start_migration()
    {
        _source.View().Returns(Samples.Source());
        Assert.Contains("Start migration", Show(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_lists_the_servers_jobs_with_status_progress_and_target_region()
    {
        _source.View().Returns(Samples.Source());
        Reader.JobsOf("s-0123456789abcdef", Arg.Any<CancellationToken>()).Returns([Samples.Job()]);
        var row = Render<SourcePage>(parameters => parameters.Add(page => page.Id, "s-0123456789abcdef")).FindAll("tbody tr").Single(row => row.TextContent.Contains("move-web-1", StringComparison.Ordinal));
        Assert.Equal("/jobs/j-1", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Synchronizing", row.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{(int)JobStep.Sync} of {Samples.Job().Steps.Count} steps", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("cn-beijing", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Disks_and_file_systems_are_shown_with_their_used_space()
    {
        _source.View().Returns(Samples.Source());
        Assert.Contains("1.00 GiB used", Show(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_server_is_an_error_with_a_remedy()
    {
        _source.View().Returns<SourceView>(_ => throw SourceErrors.Unknown.With("s-0123456789abcdef"));
        Assert.Contains("FM-2001", Show(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_is_renamed_on_its_page_and_a_name_that_is_taken_is_told()
    {
        _source.View().Returns(Samples.Source());
        _source.Describe("shop", "").Returns<SourceView>(_ => throw SourceErrors.NameTaken.With("'shop' is the name of another source server"));
        var page = Render<SourcePage>(parameters => parameters.Add(page => page.Id, "s-0123456789abcdef"));
        page.FindAll("input")[0].Change("shop");
        Button(page, "Save").Click();
        Assert.Contains("FM-2031", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_is_deleted_only_after_a_second_thought()
    {
        _source.View().Returns(Samples.Source());
        var page = Render<SourcePage>(parameters => parameters.Add(page => page.Id, "s-0123456789abcdef"));
        Button(page, "Delete…").Click();
        _ = _source.DidNotReceiveWithAnyArgs().Delete();
        Button(page, "Delete").Click();
        _ = _source.Received().Delete(force: Samples.Source().JobId is not null);
    }

    private string Show() => Render<SourcePage>(parameters => parameters.Add(page => page.Id, "s-0123456789abcdef")).Markup;
}
