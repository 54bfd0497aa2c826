using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

/// <summary>In which network the intermediate instance is, and by which address it is reached.</summary>
public sealed class NetworkChoiceTests
{
    private static readonly Dictionary<string, string> Theirs = new() { ["owner"] = "somebody" };

    [Fact]
    public async Task A_named_vpc_and_vswitch_hold_the_instance_and_stay_as_they_are()
    {
        await using var fleet = await TestFleet.Begin();
        var (vpc, vSwitch) = await Network(fleet);
        await Start(fleet, fleet.Request with { VpcId = vpc, VSwitchId = vSwitch });
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);

        Assert.Equal((JobStatus.Finished, vSwitch), (job.Status, fleet.Cloud.LastOrder!.VSwitchId));
        Assert.True(fleet.Cloud.LastOrder.PublicMbps > 0);
        Assert.DoesNotContain(job.Ledger, entry => entry.Kind is ResourceKind.Vpc or ResourceKind.VSwitch);
        Assert.Equal(new[] { vpc, vSwitch }.Order(), fleet.Cloud.Leftovers().Order());
    }

    [Fact]
    public async Task Over_a_private_network_the_data_goes_to_the_private_address_and_there_is_no_public_one()
    {
        await using var fleet = await TestFleet.Begin();
        var (vpc, vSwitch) = await Network(fleet);
        await Start(fleet, fleet.Request with { Network = NetworkMode.Vpc, VpcId = vpc, VSwitchId = vSwitch });
        await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);

        Assert.Equal(0, fleet.Cloud.LastOrder!.PublicMbps);
        var address = Assert.Single(fleet.Agent.Delivered.OfType<StartSyncCommand>().Select(command => command.Address).Distinct());
        Assert.StartsWith("172.20.", address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_network_without_vpc_or_vswitch_is_refused()
    {
        await using var fleet = await TestFleet.Begin();
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Create(fleet.Request with { Network = NetworkMode.Vpc }));
        Assert.Equal(("FM-3007", "vpcId"), (refused.Fault.Code, refused.Fault.Field));
        Assert.Empty(fleet.Cloud.Effects);
    }

    private static async Task<(string Vpc, string VSwitch)> Network(TestFleet fleet)
    {
        var vpc = await fleet.Cloud.CreateVpc("cn-beijing", "theirs", "10.0.0.0/8", Theirs, "t1", default);
        var vSwitch = await fleet.Cloud.CreateVSwitch("cn-beijing", vpc, "cn-beijing-a", "theirs", "10.1.0.0/16", Theirs, "t2", default);
        return (vpc, vSwitch);
    }

    private static async Task Start(TestFleet fleet, JobRequest request)
    {
        await fleet.Job().Create(request);
        await fleet.Job().Act(JobAction.Start);
    }
}
