using Bunit;
using FleetMigrator.Dashboard.Overview;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class OverviewPageTests : DashboardContext
{
    [Fact]
    public void An_empty_fleet_shows_the_first_steps()
    {
        Reader.Counts(default).ReturnsForAnyArgs(new FleetCounts(new Dictionary<string, int>(), new Dictionary<string, int>(), 0));
        Reader.Jobs(default!, default).ReturnsForAnyArgs(new Page<JobView>([], 0));
        Assert.Equal(4, Render<OverviewPage>().FindAll("ol li").Count);
    }

    [Fact]
    public void Jobs_in_error_need_attention_and_show_their_code()
    {
        var failed = Samples.Job(JobStatus.InError, JobStep.Sync, JobErrors.SourceLost.Fault("web-1"));
        Reader.Counts(default).ReturnsForAnyArgs(new FleetCounts(new Dictionary<string, int> { ["Online"] = 7 }, new Dictionary<string, int> { ["InError"] = 1 }, 1));
        Reader.Jobs(default!, default).ReturnsForAnyArgs(new Page<JobView>([failed], 1));
        var page = Render<OverviewPage>().Markup;
        Assert.Contains("FM-3010", page, StringComparison.Ordinal);
        Assert.Contains(">7<", page, StringComparison.Ordinal);
    }
}
