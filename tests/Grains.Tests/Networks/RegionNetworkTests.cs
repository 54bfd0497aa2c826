using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Networks;

public sealed class RegionNetworkTests
{
    [Fact]
    public async Task Jobs_of_a_region_share_one_vpc_with_a_range_each_and_the_last_one_out_deletes_it()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var first = await fleet.Network.Take("j-1", "fm-1");
        var second = await fleet.Network.Take("j-2", "fm-1");
        Assert.Equal(first.VpcId, second.VpcId);
        Assert.NotEqual(first.Cidr, second.Cidr);
        Assert.Equal(second, await fleet.Network.Take("j-2", "fm-1"));

        await fleet.Network.Leave("j-1");
        Assert.Single(fleet.Cloud.Leftovers());
        Assert.Equal(first.Cidr, (await fleet.Network.Take("j-3", "fm-1")).Cidr);
        await fleet.Network.Leave("j-2");
        await fleet.Network.Leave("j-3");
        await fleet.Network.Leave("j-3");
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.NotEqual(first.VpcId, (await fleet.Network.Take("j-4", "fm-1")).VpcId);
    }

    [Fact]
    public async Task A_lost_answer_and_a_kill_make_no_second_vpc()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        fleet.Cloud.LosesAnswers = true;
        await Assert.ThrowsAsync<FleetException>(() => fleet.Network.Take("j-1", "fm-1"));
        await fleet.Restart();
        await fleet.Network.Take("j-1", "fm-1");
        Assert.Single(fleet.Cloud.Leftovers());
        await fleet.Network.Leave("j-1");
        Assert.Empty(fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task A_vpc_that_is_on_its_way_out_takes_nobody_in()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var place = await fleet.Network.Take("j-1", "fm-1");
        var inside = await fleet.Cloud.CreateSecurityGroup("cn-beijing", place.VpcId, "left", new Dictionary<string, string>(), "t", CancellationToken.None);
        Assert.Equal("FM-4010", (await Assert.ThrowsAsync<FleetException>(() => fleet.Network.Leave("j-1"))).Code);
        Assert.Equal("FM-4010", (await Assert.ThrowsAsync<FleetException>(() => fleet.Network.Take("j-2", "fm-1"))).Code);
        await fleet.Cloud.DeleteSecurityGroup("cn-beijing", inside, CancellationToken.None);
        Assert.NotEqual(place.VpcId, (await fleet.Network.Take("j-2", "fm-1")).VpcId);
        Assert.Single(fleet.Cloud.Leftovers());
    }

    [Fact]
    public async Task Places_of_jobs_that_are_gone_are_taken_back_and_those_just_taken_are_not()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        await fleet.Network.Take("j-1", "fm-1");
        Assert.NotNull(await fleet.Network.Trim([]));
        fleet.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.NotNull(await fleet.Network.Trim(["j-1"]));
        Assert.NotNull(await fleet.Network.Trim([]));
        Assert.Null(await fleet.Network.Trim([]));
        Assert.Empty(fleet.Cloud.Leftovers());
    }
}
