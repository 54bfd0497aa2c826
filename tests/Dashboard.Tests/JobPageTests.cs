using Bunit;
using FleetMigrator.Dashboard.Jobs;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
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
    public void A_finished_transfer_shows_what_it_did_and_not_its_last_look()
    {
        _job.View().Returns(Samples.Job(JobStatus.Running, JobStep.CreateImage, progress: new SyncProgress("j-1", 1, 0, 3L << 30, 1L << 30, 400 << 20, 1000, 400, 64 << 20)) with
        {
            Sync = new SyncSummary(2, 2L << 30, 500 << 20, 1234, 0, 3 << 20, []),
        });
        var page = Show();
        Assert.Contains("2.00 GiB", page.Find("[data-testid=copied]").TextContent, StringComparison.Ordinal);
        Assert.Contains("in 2 rounds", page.Markup, StringComparison.Ordinal);
        Assert.Contains("1234 entries", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("400 entries", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("round 1", page.Markup, StringComparison.Ordinal);
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
    public void Every_field_of_a_job_is_on_its_page()
    {
        var job = Samples.Job();
        _job.View().Returns(job with { Request = job.Request with { Tags = new Dictionary<string, string> { ["env"] = "prod" }, ResourceGroup = "rg-7", License = LicenseType.Byol } });
        var facts = Show().FindAll("dl.fleet-facts dt").ToDictionary(name => name.TextContent, name => name.NextElementSibling!.TextContent.Trim());
        Assert.Equal(("j-1", "move-web-1", "web-1"), (facts["Job ID"], facts["Name"], facts["Source"]));
        Assert.Contains("steps", facts["Status, progress"], StringComparison.Ordinal);
        Assert.Equal(("cn-beijing", "i-abc", "env=prod", "rg-7", "BYOL"), (facts["Image storage region"], facts["Intermediate instance"], facts["Tags"], facts["Resource group"], facts["License type"]));
        Assert.Superset(new HashSet<string> { "Created", "Started", "Ended" }, facts.Keys.ToHashSet());
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

    [Fact]
    public void A_failed_job_shows_what_it_costs_line_by_line_and_how_long_it_is_kept()
    {
        var lines = new[]
        {
            new CostLine(CostKind.Instance, "i-abc (ecs.small)", 0.03m, 0.3m, Samples.Then, Until: null),
            new CostLine(CostKind.Disk, "60 GiB of disks of i-abc", 0.005m, 0.05m, Samples.Then, Samples.Then.AddHours(10)),
        };
        _job.View().Returns(Samples.Job(JobStatus.InError, JobStep.Sync, TransferErrors.TargetFull.Fault("/")) with
        {
            Cost = new JobCost("USD", 0.03m, 0.35m, lines),
            ExpiresAt = Samples.Then.AddDays(30),
        });
        var page = Show();
        var rows = page.FindAll("[data-testid=job-cost] tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent).ToArray()).ToList();
        Assert.Equal(["Instance", "i-abc (ecs.small)", "0.0300", "0.30"], rows[0]);
        Assert.Equal(["Disk", "60 GiB of disks of i-abc", "0.0050", "0.05"], rows[1]);
        Assert.Equal(("0.0300", "0.35"), (rows[2][2], rows[2][3]));
        Assert.Contains("2026-06-03 12:00:00 UTC", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_left_nothing_behind_shows_its_proof()
    {
        _job.View().Returns(Samples.Job(JobStatus.Finished, null) with { Proof = new ZeroProof(Samples.Then, [new ZeroCheck(ResourceKind.Instance, "cn-beijing", 0)], ["Vpc vpc-1"]) });
        var page = Show();
        Assert.Contains("1 searches of the cloud at 2026-05-04 12:00:00 UTC found no resource of this job", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Vpc vpc-1 is shared with other jobs", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moves_of_an_incremental_job_are_offered_in_words()
    {
        _job.View().Returns(Samples.Job(JobStatus.Waiting, null) with { Actions = [JobAction.Run, JobAction.SyncAndCutOver, JobAction.Cancel], NextRunAt = Samples.Then });
        var page = Show();
        Assert.Contains("Next run", page.Markup, StringComparison.Ordinal);
        await page.InvokeAsync(() => Button(page, "Sync and cut over").Click());
        await _job.Received(1).Act(JobAction.SyncAndCutOver);
    }

    private IRenderedComponent<JobPage> Show() => Render<JobPage>(parameters => parameters.Add(page => page.Id, "j-1"));
}
