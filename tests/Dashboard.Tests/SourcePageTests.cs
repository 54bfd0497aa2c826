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
        page.FindAll("button").Single(button => button.TextContent.Trim() == "Save").Click();
        Assert.Contains("FM-2031", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_is_deleted_only_after_a_second_thought()
    {
        _source.View().Returns(Samples.Source());
        var page = Render<SourcePage>(parameters => parameters.Add(page => page.Id, "s-0123456789abcdef"));
        page.FindAll("button").Single(button => button.TextContent.Trim() == "Delete…").Click();
        _ = _source.DidNotReceiveWithAnyArgs().Delete();
        page.FindAll("button").Single(button => button.TextContent.Trim() == "Delete").Click();
        _ = _source.Received().Delete(force: Samples.Source().JobId is not null);
    }

    private string Show() => Render<SourcePage>(parameters => parameters.Add(page => page.Id, "s-0123456789abcdef")).Markup;
}
