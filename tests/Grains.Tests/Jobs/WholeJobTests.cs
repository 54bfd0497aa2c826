using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Jobs;
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

    [Fact]
    public async Task The_proof_of_zero_searched_the_cloud_for_every_kind_and_names_what_others_still_use()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Started();
        await fleet.Until(view => view.Step == JobStep.StartInstance);
        await fleet.Network.Take("j-another", "fm-1");
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);

        Assert.All(job.Proof!.Checks, check => Assert.Equal(0, check.Found));
        Assert.Superset(
            new HashSet<ResourceKind> { ResourceKind.Instance, ResourceKind.Disk, ResourceKind.Image, ResourceKind.Snapshot, ResourceKind.SecurityGroup, ResourceKind.VSwitch, ResourceKind.Vpc, ResourceKind.Objects },
            job.Proof.Checks.Select(check => check.Kind).ToHashSet());
        Assert.StartsWith("Vpc CreateVpc-", Assert.Single(job.Proof.Shared), StringComparison.Ordinal);
        Assert.Single(fleet.Cloud.Leftovers());
        await fleet.Network.Leave("j-another");
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task A_leftover_that_the_ledger_does_not_know_is_found_and_released_before_the_job_is_done()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Started();
        await fleet.Until(view => view.Step == JobStep.Sync || view.Step > JobStep.Sync);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal) { [JobContext.JobTag] = "j-test00000001" };
        await fleet.Cloud.CreateSecurityGroup("cn-beijing", "vpc-x", "lost-answer", tags, "no token of the ledger", CancellationToken.None);
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);
        Assert.Equal(JobStatus.Finished, job.Status);
        Assert.Empty(fleet.Cloud.Leftovers());
    }
}
