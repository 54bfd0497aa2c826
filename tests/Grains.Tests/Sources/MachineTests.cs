using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Sources;

/// <summary>Who is the same machine, and who is a copy.</summary>
public sealed class MachineTests
{
    private static readonly MachineIdentity Web = Machines.Identity("web-1");

    [Fact]
    public async Task A_machine_with_another_network_card_is_the_same_machine()
    {
        await using var fleet = await TestFleet.Begin();
        var machine = await Joined(fleet);
        Assert.Equal(fleet.SourceId, (await machine.Claim(new Newcomer(Web with { MacAddresses = ["02:00:00:00:00:99"] }, "key", "boot"))).SourceId);
    }

    [Fact]
    public async Task A_copy_on_another_board_is_a_server_of_its_own_and_flagged()
    {
        await using var fleet = await TestFleet.Begin();
        var machine = await Joined(fleet);
        var copy = await machine.Claim(new Newcomer(Web with { ProductUuid = "other" }, "key", "other boot"));
        Assert.NotEqual(fleet.SourceId, copy.SourceId);
        Assert.Equal([fleet.SourceId], copy.Resembles);

        await fleet.Source.Resemble(copy.SourceId, resembles: true);
        var view = await Eventually(fleet, source => source.Resembles.Count == 1);
        Assert.Equal(SourceHealth.Warning, view.Health);
        Assert.Contains(copy.SourceId, view.NextStep, StringComparison.Ordinal);
        await fleet.Source.Resemble(copy.SourceId, resembles: false);
        Assert.Equal(SourceHealth.Well, (await Eventually(fleet, source => source.Resembles.Count == 0)).Health);
    }

    [Fact]
    public async Task A_copy_down_to_the_last_fact_is_told_apart_by_its_agents_key_now_and_later()
    {
        await using var fleet = await TestFleet.Begin();
        var machine = await Joined(fleet);
        var copy = new Newcomer(Web, "key of the copy", "other boot");
        var claim = await machine.Claim(copy);
        Assert.NotEqual(fleet.SourceId, claim.SourceId);
        await machine.Join(copy, claim.SourceId);

        // Even while the original is away, and after the copy booted anew.
        fleet.Agent.Silent = true;
        await fleet.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(claim.SourceId, (await machine.Claim(copy with { BootId = "third boot" })).SourceId);
        Assert.Equal(fleet.SourceId, (await machine.Claim(new Newcomer(Web, "key", "fourth boot"))).SourceId);
    }

    [Fact]
    public async Task A_copy_that_also_copied_the_agent_is_refused_while_the_original_runs()
    {
        await using var fleet = await TestFleet.Begin();
        var machine = await Joined(fleet);
        var refused = await Assert.ThrowsAsync<FleetException>(() => machine.Claim(new Newcomer(Web, "key", "other boot")));
        Assert.Equal("FM-2030", refused.Code);
        Assert.Contains("/smc", refused.Fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_copies_that_join_before_either_is_connected_are_two_servers()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var machine = fleet.Client.GetGrain<IMachine>(Web.MachineKey("default"));
        var (one, two) = (new Newcomer(Web, "key", "boot"), new Newcomer(Web, "key of the copy", "other boot"));
        var claims = await Task.WhenAll(machine.Claim(one), machine.Claim(two));
        Assert.NotEqual(claims[0].SourceId, claims[1].SourceId);

        // One that runs the line again, before or after its next boot, stays what it is.
        Assert.Equal(claims[0].SourceId, (await machine.Claim(one with { BootId = "third boot" })).SourceId);
    }

    [Fact]
    public async Task A_machine_that_was_made_anew_takes_the_place_of_the_one_that_never_came()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var machine = fleet.Client.GetGrain<IMachine>(Web.MachineKey("default"));
        var first = await machine.Claim(new Newcomer(Web, "key", "boot"));
        await fleet.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(first.SourceId, (await machine.Claim(new Newcomer(Web, "new key", "other boot"))).SourceId);
    }

    [Fact]
    public async Task Another_run_on_the_same_machine_is_the_same_server_also_with_a_new_key()
    {
        await using var fleet = await TestFleet.Begin();
        var machine = await Joined(fleet);
        Assert.Equal(fleet.SourceId, (await machine.Claim(new Newcomer(Web, "key", "boot"))).SourceId);
        Assert.Equal(fleet.SourceId, (await machine.Claim(new Newcomer(Web, "new key", "boot"))).SourceId);
    }

    [Fact]
    public async Task A_deleted_server_is_no_longer_resembled()
    {
        await using var fleet = await TestFleet.Begin();
        var machine = await Joined(fleet);
        await fleet.Source.Delete();
        Assert.Empty((await machine.Claim(new Newcomer(Web with { ProductUuid = "other" }, "key 2", "other boot"))).Resembles);
    }

    private static async Task<IMachine> Joined(TestFleet fleet)
    {
        var machine = fleet.Client.GetGrain<IMachine>(Web.MachineKey("default"));
        var web = new Newcomer(Web, "key", "boot");
        Assert.Equal(new MachineClaim(fleet.SourceId, []).SourceId, (await machine.Claim(web)).SourceId);
        await machine.Join(web, fleet.SourceId);
        return machine;
    }

    private static async Task<SourceView> Eventually(TestFleet fleet, Func<SourceView, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (await fleet.Source.View() is var view && wanted(view))
            {
                return view;
            }
        }
    }
}
