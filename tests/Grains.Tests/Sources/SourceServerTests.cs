using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Sources;

public sealed class SourceServerTests
{
    [Fact]
    public async Task Three_missed_heartbeats_are_offline_and_the_next_one_is_online()
    {
        await using var fleet = await TestFleet.Begin();
        Assert.Equal(("Migration source online", SourceState.Online), await State(fleet));
        fleet.Agent.Silent = true;
        await fleet.Pass(TimeSpan.FromSeconds(11));
        Assert.Equal(SourceState.Online, (await State(fleet)).Item2);

        // A little less than 15 s for the list too, which needs a fraction of a second more than this to be written.
        await fleet.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(SourceState.Offline, (await State(fleet)).Item2);
        await Eventually(() => fleet.Projection.SourceViews[fleet.SourceId].State == SourceState.Offline, fleet, seconds: false);

        fleet.Agent.Silent = false;
        await fleet.Second();
        Assert.Equal(SourceState.Online, (await State(fleet)).Item2);
    }

    [Fact]
    public async Task Heartbeats_do_not_write()
    {
        await using var fleet = await TestFleet.Begin();
        var before = fleet.Storage.Writes;
        await fleet.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(before, fleet.Storage.Writes);
    }

    [Fact]
    public async Task After_a_restart_of_the_service_an_agent_gets_time_before_it_is_offline()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Agent.Silent = true;
        await fleet.Restart(TimeSpan.FromMinutes(5));
        Assert.Equal(SourceState.Online, (await State(fleet)).Item2);
        await fleet.Pass(TimeSpan.FromSeconds(21));
        Assert.Equal(SourceState.Offline, (await State(fleet)).Item2);
    }

    [Fact]
    public async Task A_command_is_sent_again_until_it_is_reported_on_also_after_a_restart()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Agent.Silent = true;
        await fleet.Source.Command(new PreflightCommand("c-1"));
        await fleet.Source.Command(new PreflightCommand("c-1"));
        Assert.Equal(CommandState.Pending, (await fleet.Source.ReportOf("c-1")).State);
        await fleet.Restart();
        fleet.Agent.Silent = false;
        await Eventually(() => fleet.Agent.Delivered.Any(command => command.Id == "c-1"), fleet);
        for (var second = 0; second < 60 && (await fleet.Source.ReportOf("c-1")).State != CommandState.Succeeded; second++)
        {
            await fleet.Second();
        }

        Assert.Equal(CommandState.Succeeded, (await fleet.Source.ReportOf("c-1")).State);
        Assert.Single((await fleet.Source.View()).Checks);
        var sent = fleet.Agent.Delivered.Count;
        await fleet.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(sent, fleet.Agent.Delivered.Count);
    }

    [Fact]
    public async Task Another_certificate_and_a_deleted_server_are_refused()
    {
        await using var fleet = await TestFleet.Begin();
        Assert.Equal("FM-8002", (await Assert.ThrowsAsync<FleetException>(() => new FakeAgent(fleet.SourceId).Connect(fleet.Client, fleet.Inventory, "other"))).Code);
        await fleet.Source.Delete();
        Assert.Equal("FM-2001", (await Assert.ThrowsAsync<FleetException>(() => fleet.Agent.Connect(fleet.Client, fleet.Inventory))).Code);
    }

    [Fact]
    public async Task Importing_again_keeps_the_server_its_name_and_its_date()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Source.Describe("shop", "the shop");
        var before = await fleet.Source.View();
        fleet.Clock.Advance(TimeSpan.FromHours(1));
        var again = await fleet.Source.Enrol(new EnrolFacts(Machines.Identity("web-1"), fleet.Inventory, "0.1.0", [], "at-2", "c2"));
        Assert.Equal((before.Id, "shop", before.ImportedAt), (again.Id, again.Name, again.ImportedAt));
        await Eventually(() => fleet.Agent.TimesReplaced > 0, fleet, seconds: false);
    }

    [Fact]
    public async Task The_log_keeps_the_last_500_lines()
    {
        await using var fleet = await TestFleet.Begin();
        for (var line = 0; line < 520; line++)
        {
            await fleet.Source.Log(new LogEntry(TestFleet.Start, "info", "agent", $"{line}"));
        }

        var lines = await fleet.Source.Logs();
        Assert.Equal((500, "20", "519"), (lines.Count, lines[0].Text, lines[^1].Text));
    }

    [Fact]
    public async Task After_its_fault_is_repaired_a_server_is_available_again()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Agent.Answer = command => new CommandReport(command.Id, CommandState.Failed) { Fault = SourceErrors.NoKernel.Fault("nothing in /boot") };
        await fleet.Source.Command(new RefreshInventoryCommand("r-1"));
        await Eventually(() => fleet.Projection.SourceViews[fleet.SourceId].State == SourceState.InError, fleet);
        Assert.Contains("nothing in /boot", (await fleet.Source.View()).NextStep, StringComparison.Ordinal);

        fleet.Agent.Answer = command => new CommandReport(command.Id, CommandState.Succeeded) { Inventory = fleet.Inventory with { CpuCount = 64 } };
        await fleet.Source.Command(new RefreshInventoryCommand("r-2"));
        await Eventually(() => fleet.Projection.SourceViews[fleet.SourceId].State == SourceState.Online, fleet);
        var repaired = await fleet.Source.View();
        Assert.Equal((SourceLifecycle.Available, SourceHealth.Well, 64), (repaired.Lifecycle, repaired.Health, repaired.Inventory.CpuCount));
    }

    [Fact]
    public async Task Two_machines_that_take_turns_with_one_certificate_are_told_and_forgotten_when_one_stays_away()
    {
        await using var fleet = await TestFleet.Begin();
        var copy = new FakeAgent(fleet.SourceId);
        await copy.Connect(fleet.Client, fleet.Inventory, boot: "boot-of-the-copy");
        Assert.Null((await fleet.Source.View()).Fault);
        await fleet.Agent.Connect(fleet.Client, fleet.Inventory);
        Assert.Equal("FM-2030", (await fleet.Source.View()).Fault?.Code);
        await fleet.Pass(TimeSpan.FromMinutes(3));
        Assert.Null((await fleet.Source.View()).Fault);
    }

    private static async Task<(string, SourceState)> State(TestFleet fleet)
    {
        var view = await fleet.Source.View();
        return (view.StateText, view.State);
    }

    private static async Task Eventually(Func<bool> condition, TestFleet fleet, bool seconds = true)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await (seconds ? fleet.Second() : Task.CompletedTask);
            await fleet.Source.View();
        }
    }
}
