using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class WholeJobTests
{
    [Fact]
    public async Task A_job_walks_to_its_end_and_leaves_nothing_but_the_edge_image()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Started();
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);

        Assert.Equal(JobStatus.Finished, job.Status);
        Assert.All(job.Steps, step => Assert.Equal(StepState.Succeeded, step.State));
        Assert.Empty(fleet.Cloud.Leftovers());
        var image = Assert.Single(fleet.Cloud.EdgeImports);
        Assert.Equal((image.Key, "web_test00000001"), (job.EdgeImageId, job.EdgeImageName));
        Assert.Equal(ResourceState.Kept, Assert.Single(job.Ledger, entry => entry.Kind == ResourceKind.EdgeImage).State);
        Assert.All(job.Ledger.Where(entry => entry.Kind != ResourceKind.EdgeImage), entry => Assert.Equal(ResourceState.Released, entry.State));
        Assert.False((await fleet.Source.View()).JobOpen);
        Assert.Contains("machine-id emptied", job.Changes);
    }
}
