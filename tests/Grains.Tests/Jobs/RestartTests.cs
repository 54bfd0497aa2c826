using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class RestartTests
{
    public static TheoryData<JobStep> Steps => [.. TestFleet.StepsOfOneRun];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_silo_killed_in_a_step_leaves_a_job_that_goes_on_to_its_end_with_nothing_done_twice(JobStep step)
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.KilledIn(step, fleet.Started);
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);

        Assert.Equal(JobStatus.Finished, job.Status);
        Assert.Equal(fleet.Cloud.Effects.Distinct(StringComparer.Ordinal), fleet.Cloud.Effects);
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.Single(fleet.Cloud.EdgeImports);
    }

    [Fact]
    public async Task Answers_that_got_lost_do_not_make_anything_twice()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.LosesAnswers = true;
        await fleet.Started();
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);

        Assert.Equal(JobStatus.Finished, job.Status);
        Assert.Equal(fleet.Cloud.Effects.Distinct(StringComparer.Ordinal), fleet.Cloud.Effects);
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task A_silo_killed_twice_while_answers_get_lost_still_ends_well()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.LosesAnswers = true;
        await fleet.Started();
        await fleet.KilledIn(JobStep.StartInstance);
        await fleet.KilledIn(JobStep.ConvertImage);
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);

        Assert.Equal(JobStatus.Finished, job.Status);
        Assert.Equal(fleet.Cloud.Effects.Distinct(StringComparer.Ordinal), fleet.Cloud.Effects);
        Assert.Empty(fleet.Cloud.Leftovers());
    }
}
