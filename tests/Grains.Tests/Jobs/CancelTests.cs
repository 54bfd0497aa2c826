using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class CancelTests
{
    public static TheoryData<JobStep> Steps => [.. TestFleet.StepsOfOneRun];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_job_cancelled_in_a_step_leaves_nothing_and_frees_its_source(JobStep step)
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.ActIn(step, JobAction.Cancel, fleet.Started);
        var job = await fleet.Until(view => view.Status == JobStatus.Deleted);

        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.False((await fleet.Source.View()).JobOpen);
        // What was finished before the cancel is kept, a half-made image is not.
        Assert.Equal(job.Ledger.Count(entry => entry.State == Interfaces.Ledger.ResourceState.Kept), fleet.Cloud.EdgeImports.Count);
    }

    [Fact]
    public async Task A_cancel_survives_a_kill_and_lost_answers()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.LosesAnswers = true;
        await fleet.ActIn(JobStep.ExportImage, JobAction.Cancel, fleet.Started);
        await fleet.Restart();
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.Empty(fleet.Cloud.EdgeImports);
    }

    [Fact]
    public async Task Cancelling_again_changes_nothing_and_a_ready_job_goes_at_once()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Job().Create(fleet.Request);
        await fleet.Job().Act(JobAction.Cancel);
        await fleet.Job().Act(JobAction.Cancel);
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Equal(JobStatus.Deleted, (await fleet.Job().Act(JobAction.Cancel)).Status);
        Assert.Empty(fleet.Cloud.Effects);
    }
}
