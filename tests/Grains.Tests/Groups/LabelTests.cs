using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Labels;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Groups;

/// <summary>Tags and resource groups of servers and jobs.</summary>
public sealed class LabelTests
{
    [Fact]
    public async Task Servers_and_jobs_are_tagged_and_untagged_together_and_each_outcome_is_told()
    {
        await using var fleet = await TestFleet.Begin();
        var job = await fleet.Job().Create(fleet.Request);
        var desk = fleet.Client.GetGrain<ILabelDesk>(0);
        var outcomes = await desk.Apply([fleet.SourceId, job.Id, "s-none"], new LabelChange { Put = new Dictionary<string, string> { ["env"] = "prod", ["Env"] = "" } });
        Assert.Equal([null, null, "FM-2001"], outcomes.Select(outcome => outcome.Fault?.Code));
        Assert.Equal(("prod", ""), (await Tags(fleet) is var tags ? tags["env"] : "", tags["Env"]));
        Assert.Equal("prod", (await fleet.Job().View()).Request.Tags["env"]);

        await desk.Apply([fleet.SourceId, job.Id], new LabelChange { Remove = ["env", "not there"] });
        Assert.Equal(["Env"], (await Tags(fleet)).Keys);
        await desk.Apply([fleet.SourceId], new LabelChange { RemoveAll = true });
        Assert.Empty(await Tags(fleet));
        Assert.Single((await fleet.Job().View()).Request.Tags);
    }

    [Fact]
    public async Task Twenty_tags_are_allowed_and_the_21st_is_refused()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Source.Label(new LabelChange { Put = Enumerable.Range(0, 20).ToDictionary(number => $"k{number}", _ => "v") });
        var one = new LabelChange { Put = new Dictionary<string, string> { ["k20"] = "v" } };
        Assert.Equal("FM-2044", (await Assert.ThrowsAsync<FleetException>(() => fleet.Source.Label(one))).Code);
        await fleet.Source.Label(one with { Remove = ["k0"] });
        Assert.Equal(20, (await Tags(fleet)).Count);
    }

    [Theory]
    [InlineData("", "v")]
    [InlineData("aliyun-x", "v")]
    [InlineData("acs:x", "v")]
    [InlineData("k", "see http://example.com")]
    [InlineData("https://k", "v")]
    public async Task A_tag_that_breaks_the_rules_is_refused_and_changes_nothing(string key, string value)
    {
        await using var fleet = await TestFleet.Begin();
        var put = new Dictionary<string, string> { [key] = value, ["fine"] = "yes" };
        Assert.Equal("FM-2043", (await Assert.ThrowsAsync<FleetException>(() => fleet.Source.Label(new LabelChange { Put = put }))).Code);
        Assert.Empty(await Tags(fleet));
    }

    [Fact]
    public async Task One_call_names_at_most_50()
    {
        await using var fleet = await TestFleet.Begin();
        var ids = Enumerable.Range(0, 51).Select(number => $"s-{number}").ToList();
        Assert.Equal("FM-2045", (await Assert.ThrowsAsync<FleetException>(() => fleet.Client.GetGrain<ILabelDesk>(0).Apply(ids, new LabelChange()))).Code);
    }

    [Fact]
    public async Task A_group_is_joined_left_renamed_and_deleted_only_when_it_is_empty()
    {
        await using var fleet = await TestFleet.Begin();
        var group = fleet.Client.GetGrain<IResourceGroup>("rg-1");
        await group.Create("shop");
        await fleet.Job().Create(fleet.Request with { ResourceGroup = "rg-1" });
        await fleet.Source.Label(new LabelChange { Group = "rg-1" });
        Assert.Equal("rg-1", (await fleet.Source.View()).ResourceGroup);
        Assert.Equal("FM-2041", await Refusal(group.Delete));

        await fleet.Source.Label(new LabelChange { Group = "default" });
        fleet.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("FM-2041", await Refusal(group.Delete));
        await fleet.Job().Label(new LabelChange { Group = "" });
        Assert.Equal("market", (await group.Rename("market")).Name);
        await group.Delete();
        Assert.Equal("FM-2040", await Refusal(() => fleet.Source.Label(new LabelChange { Group = "rg-1" })));
        Assert.Equal("FM-2040", await Refusal(() => group.View()));
    }

    [Fact]
    public async Task A_group_that_something_joined_a_moment_ago_is_not_empty_whatever_the_list_says()
    {
        await using var fleet = await TestFleet.Begin();
        var group = fleet.Client.GetGrain<IResourceGroup>("rg-1");
        await group.Create("shop");
        await group.Admit();
        Assert.Equal("FM-2041", await Refusal(group.Delete));
        fleet.Clock.Advance(TimeSpan.FromSeconds(6));
        await group.Delete();
    }

    [Fact]
    public async Task Names_of_groups_are_unique_and_the_default_group_stays()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        await fleet.Client.GetGrain<IResourceGroup>("rg-1").Create("shop");
        Assert.Equal("FM-2031", await Refusal(() => fleet.Client.GetGrain<IResourceGroup>("rg-2").Create("Shop")));
        Assert.Equal("FM-2042", await Refusal(() => fleet.Client.GetGrain<IResourceGroup>("default").Rename("mine")));
        Assert.Equal("FM-2042", await Refusal(() => fleet.Client.GetGrain<IResourceGroup>("default").Delete()));
        await fleet.Client.GetGrain<IResourceGroup>("rg-1").Delete();
        await fleet.Client.GetGrain<IResourceGroup>("rg-2").Create("Shop");
    }

    [Fact]
    public async Task A_job_in_a_group_that_does_not_exist_is_refused()
    {
        await using var fleet = await TestFleet.Begin();
        Assert.Equal("FM-2040", await Refusal(() => fleet.Job().Create(fleet.Request with { ResourceGroup = "rg-none" })));
        Assert.False((await fleet.Source.View()).JobOpen);
    }

    private static async Task<IReadOnlyDictionary<string, string>> Tags(TestFleet fleet) => (await fleet.Source.View()).Tags;

    private static async Task<string> Refusal(Func<Task> call) => (await Assert.ThrowsAsync<FleetException>(call)).Code;
}
