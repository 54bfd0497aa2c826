using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Names;

public sealed class UniqueNameTests
{
    [Fact]
    public async Task Of_many_servers_that_want_one_name_exactly_one_gets_it()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var servers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Import(fleet, $"host-{number}")));
        var outcomes = await Task.WhenAll(servers.Select(async server =>
        {
            try
            {
                return (await server.Describe("Shop", "")).Name;
            }
            catch (FleetException refused)
            {
                return refused.Code;
            }
        }));
        Assert.Single(outcomes, "Shop");
        Assert.Equal(39, outcomes.Count(outcome => outcome == "FM-2031"));
    }

    [Fact]
    public async Task A_name_that_is_given_up_is_free_for_others_and_case_does_not_count()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var (first, second) = (await Import(fleet, "a1"), await Import(fleet, "b1"));
        await first.Describe("shop", "");
        Assert.Equal("SHOP", (await first.Describe("SHOP", "")).Name);
        Assert.Equal("FM-2031", (await Assert.ThrowsAsync<FleetException>(() => second.Describe("Shop", ""))).Code);
        await first.Describe("a1", "");
        Assert.Equal("Shop", (await second.Describe("Shop", "")).Name);
    }

    [Fact]
    public async Task Two_servers_of_one_host_name_get_two_names()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var (first, second) = (await Import(fleet, "web"), await Import(fleet, "web", "other"));
        Assert.Equal("web", (await first.View()).Name);
        Assert.StartsWith("web-", (await second.View()).Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1web", "", "FM-1008")]
    [InlineData("web", "http://example.com", "FM-2032")]
    [InlineData("web", "HTTPS://example.com", "FM-2032")]
    public async Task Names_and_descriptions_keep_their_rules(string name, string description, string code)
    {
        await using var fleet = await TestFleet.Begin();
        Assert.Equal(code, (await Assert.ThrowsAsync<FleetException>(() => fleet.Source.Describe(name, description))).Code);
        Assert.Equal("FM-2032", (await Assert.ThrowsAsync<FleetException>(() => fleet.Source.Describe("web", new string('x', 257)))).Code);
        Assert.Equal(256, (await fleet.Source.Describe("web", new string('x', 256))).Description.Length);
    }

    private static async Task<ISourceServer> Import(TestFleet fleet, string host, string machine = "")
    {
        var identity = Machines.Identity(host + machine);
        var server = fleet.Client.GetGrain<ISourceServer>(identity.SourceId("default"));
        await server.Enrol(new EnrolFacts(identity, Machines.Debian() with { Hostname = host }, "0.1.0", [], "at-1", "c"));
        return server;
    }
}
