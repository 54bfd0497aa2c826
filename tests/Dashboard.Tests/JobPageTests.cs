using Bunit;
using FleetMigrator.Dashboard.Jobs;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class JobPageTests : DashboardContext
{
    private readonly IMigrationJob _job = Substitute.For<IMigrationJob>();

    public JobPageTests() => Grains.GetGrain<IMigrationJob>("j-1").Returns(_job);

    [Fact]
    public void A_syncing_job_shows_bytes_speed_and_time_left()
    {
        _job.View().Returns(Samples.Job(progress: new SyncProgress("j-1", 1, 0, 3L << 30, 1L << 30, 400 << 20, 1000, 400, 64 << 20)));
        var page = Show();
        Assert.Contains("1.00 GiB", page.Find("[data-testid=copied]").TextContent, StringComparison.Ordinal);
        Assert.Contains("64.0 MiB/s", page.Markup, StringComparison.Ordinal);
        // 2 GiB at 64 MiB/s.
        Assert.Contains("32 s", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_step_is_listed_in_order_with_its_state()
    {
        _job.View().Returns(Samples.Job(step: JobStep.CreateImage));
        var steps = Show().FindAll("[data-step]");
        Assert.Equal(Enum.GetNames<JobStep>(), steps.Select(step => step.GetAttribute("data-step")));
        Assert.Equal("Succeeded", steps[(int)JobStep.Sync].GetAttribute("data-state"));
        Assert.Equal("Running", steps[(int)JobStep.CreateImage].GetAttribute("data-state"));
        Assert.Equal("NotStarted", steps[(int)JobStep.CleanUp].GetAttribute("data-state"));
    }

    [Fact]
    public void A_failed_job_shows_code_cause_and_remedy_and_offers_retry()
    {
        _job.View().Returns(Samples.Job(JobStatus.InError, JobStep.ExportImage, JobErrors.ExportFailed.Fault("task t-1 failed")));
        var page = Show();
        Assert.Contains("FM-3018", page.Markup, StringComparison.Ordinal);
        Assert.Contains("task t-1 failed", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("button"), button => button.TextContent.Contains("Retry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelling_names_what_is_released_and_asks_before_it_acts()
    {
        _job.View().Returns(Samples.Job());
        var page = Show();
        await page.InvokeAsync(() => Button(page, "Cancel…").Click());
        Assert.Contains("i-abc", page.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal);
        await _job.DidNotReceiveWithAnyArgs().Act(default);
        await page.InvokeAsync(() => Button(page, "Cancel the migration").Click());
        await _job.Received(1).Act(JobAction.Cancel);
    }

    [Fact]
    public async Task A_refused_action_is_shown_with_its_code()
    {
        _job.View().Returns(Samples.Job());
        _job.Act(JobAction.Pause).Returns<JobView>(_ => throw JobErrors.IllegalMove.With("Pause while CreatingImage"));
        var page = Show();
        await page.InvokeAsync(() => Button(page, "Pause").Click());
        Assert.Contains("FM-3002", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_completed_job_names_its_image()
    {
        _job.View().Returns(Samples.Job(JobStatus.Finished, null));
        Assert.Contains("m-edge", Show().Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<JobPage> Show() => Render<JobPage>(parameters => parameters.Add(page => page.Id, "j-1"));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<JobPage> page, string text)
        => page.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
