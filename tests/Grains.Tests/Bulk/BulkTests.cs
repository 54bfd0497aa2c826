using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Labels;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Bulk;

public sealed class BulkTests
{
    private static readonly LabelChange Red = new() { Put = new Dictionary<string, string>(StringComparer.Ordinal) { ["colour"] = "red" } };

    [Fact]
    public async Task Each_of_a_thousand_has_its_own_outcome_and_those_that_failed_are_tried_again()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var ids = Enumerable.Range(0, 1000).Select(number => $"s-{number:0000}").ToList();
        foreach (var id in ids.Take(990))
        {
            await Enrol(fleet, id);
        }

        await Bulk(fleet).Create(new BulkRequest(BulkAction.Label) { Ids = ids, Labels = Red });
        var first = await Ended(fleet);
        Assert.Equal((990, 10), (first.Counts[BulkState.Done], first.Counts[BulkState.Failed]));
        var failed = (await Bulk(fleet).Items(BulkState.Failed, 0, 100)).Items;
        Assert.Equal(ids.Skip(990), failed.Select(item => item.Id));
        Assert.All(failed, item => Assert.Equal("FM-2001", item.Fault!.Code));
        Assert.Equal("red", (await fleet.Client.GetGrain<ISourceServer>(ids[0]).View()).Tags["colour"]);

        foreach (var id in ids.Skip(990))
        {
            await Enrol(fleet, id);
        }

        await Bulk(fleet).Retry();
        Assert.Equal(1000, (await Ended(fleet)).Counts[BulkState.Done]);
    }

    [Fact]
    public async Task Whoever_a_search_finds_at_the_beginning_is_acted_on()
    {
        await using var fleet = await TestFleet.Begin();
        await Enrol(fleet, "s-other");
        await Bulk(fleet).Create(new BulkRequest(BulkAction.Label) { Query = "state=Online", Labels = Red });
        await Ended(fleet);
        Assert.Equal([fleet.SourceId], (await Bulk(fleet).Items(state: null, 0, 10)).Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Servers_are_migrated_by_a_template_and_their_jobs_cancelled_together_over_a_crash()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Storage.DiesAfter = (name, state) => name == "job" && state is Grains.Jobs.JobRecord { Status: JobStatus.Running };
        await Bulk(fleet).Create(new BulkRequest(BulkAction.Migrate) { Ids = [fleet.SourceId, "s-none"], Template = fleet.Request with { SourceId = "" } });
        await fleet.Until(() => Task.FromResult(fleet.Storage.Died.Task.IsCompleted));
        await fleet.Restart();
        var done = await Ended(fleet);
        Assert.Equal((1, 1), (done.Counts[BulkState.Done], done.Counts[BulkState.Failed]));
        var job = (await Bulk(fleet).Items(BulkState.Done, 0, 1)).Items[0].JobId!;
        Assert.NotEqual(JobStatus.Ready, (await fleet.Job(job).View()).Status);

        await Bulk(fleet, "b-2").Create(new BulkRequest(BulkAction.Cancel) { Ids = [job] });
        Assert.Equal(1, (await Ended(fleet, "b-2")).Counts[BulkState.Done]);
        Assert.True((await fleet.Job(job).View()).Status is JobStatus.Deleting or JobStatus.Deleted);
    }

    [Fact]
    public async Task A_move_that_the_table_does_not_list_is_told_for_that_job_alone()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Job().Create(fleet.Request);
        await Bulk(fleet).Create(new BulkRequest(BulkAction.Pause) { Ids = ["j-test00000001"] });
        await Ended(fleet);
        Assert.Equal("FM-3002", (await Bulk(fleet).Items(BulkState.Failed, 0, 1)).Items[0].Fault!.Code);
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_told_at_once()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var refused = await Assert.ThrowsAsync<FleetException>(() => Bulk(fleet).Create(new BulkRequest(BulkAction.Start) { Ids = ["j-1"], Query = "x", Labels = Red, Template = fleet.Request }));
        Assert.Equal(["ids", "labels", "template"], refused.Faults.Select(fault => fault.Field));
        Assert.Equal("FM-9010", (await Assert.ThrowsAsync<FleetException>(() => Bulk(fleet).Create(new BulkRequest(BulkAction.Start) { Query = "nope=1" }))).Code);
        Assert.Equal("FM-7102", (await Assert.ThrowsAsync<FleetException>(() => Bulk(fleet).View())).Code);
    }

    private static Task<SourceView> Enrol(TestFleet fleet, string id)
        => fleet.Client.GetGrain<ISourceServer>(id).Enrol(new EnrolFacts(Machines.Identity(id), fleet.Inventory with { Hostname = $"host-{id}" }, "0.1.0", [], "at-1", id));

    private static IBulkOperation Bulk(TestFleet fleet, string id = "b-1") => fleet.Client.GetGrain<IBulkOperation>(id);

    private static async Task<BulkView> Ended(TestFleet fleet, string id = "b-1")
    {
        await fleet.Until(async () => (await Bulk(fleet, id).View()).EndedAt is not null);
        return await Bulk(fleet, id).View();
    }
}
