using FleetMigrator.Grains.Costs;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Costs;

public sealed class JobCostTests
{
    [Fact]
    public async Task Every_kind_of_resource_that_costs_has_its_line_and_all_end_with_the_job()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Started();
        var job = await fleet.Until(view => view.Status == JobStatus.Finished);
        Assert.Equal(Enum.GetValues<CostKind>(), job.Cost!.Lines.Select(line => line.Kind).Distinct().Order());
        Assert.All(job.Cost.Lines, line => Assert.True(line.Until >= line.Since));
        Assert.Equal((0m, "USD"), (job.Cost.PerHour, job.Cost.Currency));
        Assert.True(job.Cost.SoFar > 0);
        Assert.Equal(job.Cost.Lines.Sum(line => line.SoFar), job.Cost.SoFar);
    }

    [Fact]
    public async Task After_an_error_the_instance_stays_its_running_cost_is_shown_and_cancel_removes_all()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Agent.Answer = command => command is StartSyncCommand ? new CommandReport(command.Id, CommandState.Failed) { Fault = TransferErrors.TargetFull.Fault("/") } : null;
        await fleet.Started();
        var failed = await fleet.Until(view => view.Status == JobStatus.InError);
        // 1 CPU and 2 GiB by the list, and the disks.
        Assert.Equal(0.03m, failed.Cost!.Lines.Single(line => line.Kind == CostKind.Instance).PerHour);
        Assert.True(failed.Cost.Lines.Single(line => line.Kind == CostKind.Disk).PerHour > 0);
        fleet.Clock.Advance(TimeSpan.FromHours(10));
        Assert.InRange((await fleet.Job().View()).Cost!.SoFar - failed.Cost.SoFar, failed.Cost.PerHour * 9.9m, failed.Cost.PerHour * 10.1m);
        Assert.NotEmpty(fleet.Cloud.RunningInstances());

        await fleet.Job().Act(JobAction.Cancel);
        var gone = await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Equal(0, gone.Cost!.PerHour);
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.False((await fleet.Source.View()).JobOpen);
    }

    [Fact]
    public void A_line_is_the_price_of_the_list_for_the_time_that_the_thing_exists()
    {
        var made = TestFleet.Start;
        var entry = new LedgerEntry(ResourceKind.Instance, "n", "r", "t", ResourceState.Released, "i-1", made, made.AddHours(10));
        var job = new JobRecord { Ledger = [entry], Facts = new JobFacts { InstanceCpus = 2, InstanceMemoryGib = 4, DisksGib = 720 } };
        var cost = JobCosts.Of(job, new PriceOptions(), made.AddHours(99))!;
        Assert.Equal([(CostKind.Instance, 0.06m, 0.6m), (CostKind.Disk, 0.06m, 0.6m)], cost.Lines.Select(line => (line.Kind, line.PerHour, line.SoFar)));
        Assert.Equal((0m, 1.2m), (cost.PerHour, cost.SoFar));
        Assert.Null(JobCosts.Of(new JobRecord(), new PriceOptions(), made));
    }
}
