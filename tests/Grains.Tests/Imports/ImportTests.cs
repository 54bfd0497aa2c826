using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Imports;

public sealed class ImportTests
{
    private static readonly ImportRequest Request = new("cn-beijing", new ServerFilter { Name = "web-*" });

    [Fact]
    public async Task Instances_become_sources_with_their_tags_and_group_a_bounded_number_at_a_time()
    {
        await using var fleet = await Fleet(12);
        fleet.Cloud.PeoplesServers.Outcome = id => Joined(fleet, id);
        await Import(fleet).Create(Request with { AtOnce = 3, Tags = Tags(("wave", "1")) });
        var done = await Ended(fleet);
        Assert.Equal(12, done.Counts[ImportState.Imported]);
        Assert.True(fleet.Cloud.PeoplesServers.Most <= 3, $"{fleet.Cloud.PeoplesServers.Most} ran at once");
        Assert.All((await Import(fleet).Items(state: null, 0, 100)).Items, item => Assert.Equal(SourceOf(item.Server.Id), item.SourceId));

        var source = await fleet.Client.GetGrain<ISourceServer>(SourceOf("i-web-0")).View();
        Assert.Equal(Tags(("wave", "1"), ("env", "prod")), source.Tags);
        Assert.Equal("shop", (await fleet.Client.GetGrain<IResourceGroup>(source.ResourceGroup).View()).Name);

        // One code for all of them, and of no use to anybody any more.
        var code = CodeText.Parse(fleet.Cloud.PeoplesServers.Begun.Select(begun => begun.Script.Split(' ')[^1]).Distinct(StringComparer.Ordinal).Single())!;
        Assert.Equal(CodeStatus.Disabled, (await fleet.Client.GetGrain<IActivationCode>(code.Id).View()).Status);
        Assert.DoesNotContain(fleet.Storage.Of("import"), json => json.Contains(code.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_that_the_cloud_refuses_half_way_ends_with_the_reason_and_its_code_is_of_no_use()
    {
        await using var fleet = await Fleet(4);
        var servers = fleet.Cloud.PeoplesServers;
        var revoked = true;
        servers.Outcome = id => revoked && id == "i-web-2" ? throw CloudErrors.Forbidden.With("DescribeInvocationResults") : Joined(fleet, id);
        await Import(fleet).Create(Request);
        var ended = await Ended(fleet);
        Assert.Equal("FM-4004", ended.Fault!.Code);
        Assert.All((await Import(fleet).Items(ImportState.Failed, 0, 100)).Items, item => Assert.Equal("FM-4004", item.Fault!.Code));
        Assert.Equal(0, ended.Counts[ImportState.Waiting] + ended.Counts[ImportState.Running]);
        var code = CodeText.Parse(servers.Begun.First().Script.Split(' ')[^1])!;
        Assert.Equal(CodeStatus.Disabled, (await fleet.Client.GetGrain<IActivationCode>(code.Id).View()).Status);

        revoked = false;
        await Import(fleet).Retry();
        var again = await Ended(fleet);
        Assert.Null(again.Fault);
        Assert.Equal(4, again.Counts[ImportState.Imported] + again.Counts[ImportState.AlreadyImported]);
    }

    [Fact]
    public async Task Each_instance_has_its_own_outcome_and_cause_and_what_failed_is_tried_again()
    {
        await using var fleet = await Fleet(4);
        var servers = fleet.Cloud.PeoplesServers;
        servers.All["i-web-1"] = servers.All["i-web-1"] with { Status = "Stopped" };
        servers.Answers = id => id != "i-web-2";
        servers.Outcome = id => id == "i-web-3" ? Task.FromResult<ServerCommand?>(new ServerCommand("Failed", 7, "curl: (7) Failed to connect\n", "ExitCodeNonzero", "")) : Joined(fleet, id);
        await Import(fleet).Create(Request with { Filter = new ServerFilter { Ids = ["i-web-0", "i-web-1", "i-web-2", "i-web-3", "i-gone"] } });
        var first = await Ended(fleet);
        Assert.Equal((1, 4), (first.Counts[ImportState.Imported], first.Counts[ImportState.Failed]));
        var failed = (await Import(fleet).Items(ImportState.Failed, 0, 100)).Items.ToDictionary(item => item.Server.Id, StringComparer.Ordinal);
        Assert.Equal("FM-7103", failed["i-web-1"].Fault!.Code);
        Assert.Contains("Cloud Assistant", failed["i-web-2"].Fault!.Cause, StringComparison.Ordinal);
        Assert.Equal("FM-7104", failed["i-web-3"].Fault!.Code);
        Assert.Contains("Failed to connect", failed["i-web-3"].Fault!.Cause, StringComparison.Ordinal);
        Assert.Contains("i-gone", failed["i-gone"].Fault!.Cause, StringComparison.Ordinal);

        servers.Answers = _ => true;
        servers.Outcome = id => Joined(fleet, id);
        await Import(fleet).Retry();
        var second = await Ended(fleet);
        // The stopped one and the missing one are what they were.
        Assert.Equal((3, 2), (second.Counts[ImportState.Imported], second.Counts[ImportState.Failed]));
        Assert.All((await Import(fleet).Items(ImportState.Imported, 0, 100)).Items.Where(item => item.Server.Id != "i-web-0"), item => Assert.Equal(2, item.Attempt));
    }

    [Fact]
    public async Task Progress_is_told_and_after_its_minutes_an_instance_fails_with_the_reason()
    {
        await using var fleet = await Fleet(1);
        await Import(fleet).Create(Request with { Minutes = 3 });
        await fleet.Until(async () => (await Import(fleet).Items(ImportState.Running, 0, 1)).Items is [{ Text: var text }] && text.Contains("1 of 3 min", StringComparison.Ordinal));
        var done = await Ended(fleet);
        Assert.InRange(done.EndedAt!.Value - done.CreatedAt, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4));
        var item = Assert.Single((await Import(fleet).Items(ImportState.Failed, 0, 10)).Items);
        Assert.Equal("FM-7105", item.Fault!.Code);
        Assert.Contains("after 3 min it was still Running", item.Fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_is_imported_already_is_recognised_until_its_source_is_deleted()
    {
        await using var fleet = await Fleet(1);
        fleet.Cloud.PeoplesServers.Outcome = id => Joined(fleet, id);
        await Import(fleet).Create(Request);
        await Ended(fleet);
        await Import(fleet, "im-2").Create(Request);
        Assert.Equal(1, (await Ended(fleet, "im-2")).Counts[ImportState.AlreadyImported]);
        Assert.Single(fleet.Cloud.PeoplesServers.Begun);

        await fleet.Client.GetGrain<ISourceServer>(SourceOf("i-web-0")).Delete();
        await Import(fleet, "im-3").Create(Request);
        await fleet.Until(async () => (await Import(fleet, "im-3").View()).Counts[ImportState.AlreadyImported] == 0 && fleet.Cloud.PeoplesServers.Begun.Count == 2);
    }

    [Fact]
    public async Task A_crash_in_the_middle_starts_no_command_twice_and_ends_all_the_same()
    {
        await using var fleet = await Fleet(6);
        var servers = fleet.Cloud.PeoplesServers;
        fleet.Storage.DiesAfter = (name, state) => name == "import" && state is Grains.Imports.ImportRecord record && record.Items.Any(item => item is { State: ImportState.Running, InvocationId: null });
        await Import(fleet).Create(Request with { AtOnce = 4 });
        await fleet.Until(() => Task.FromResult(fleet.Storage.Died.Task.IsCompleted));
        await fleet.Restart();
        servers.Outcome = id => Joined(fleet, id);
        Assert.Equal(6, (await Ended(fleet)).Counts[ImportState.Imported]);
        Assert.Equal(6, servers.Begun.Count);
    }

    [Fact]
    public async Task The_21st_tag_and_every_other_fault_are_told_at_once()
    {
        await using var fleet = await Fleet(1);
        var tags = Enumerable.Range(0, 21).ToDictionary(number => $"k{number}", _ => "v", StringComparer.Ordinal);
        var refused = await Assert.ThrowsAsync<FleetException>(() => Import(fleet).Create(new ImportRequest("", new ServerFilter()) { Tags = tags, AtOnce = 0, Minutes = 2 }));
        Assert.Equal(["tags", "region", "filter", "atOnce", "minutes"], refused.Faults.Select(fault => fault.Field));
        tags.Remove("k20");
        await Import(fleet).Create(Request with { Tags = tags });
        await Assert.ThrowsAsync<FleetException>(() => Import(fleet, "im-9").Create(Request with { Group = "rg-none" }));
    }

    private static async Task<TestFleet> Fleet(int count)
    {
        var fleet = await TestFleet.Begin(enrolled: false);
        foreach (var number in Enumerable.Range(0, count))
        {
            var id = $"i-web-{number}";
            fleet.Cloud.PeoplesServers.All[id] = new CloudServer(id, $"web-{number}", "Running", "linux", "Debian", $"10.0.0.{number}", null, "shop", Tags(("env", "prod"), ("acs:made-by", "ros")));
        }

        return fleet;
    }

    /// <summary>What happens when the install line runs: the instance enrols, and the line says so.</summary>
    private static async Task<ServerCommand?> Joined(TestFleet fleet, string id)
    {
        if (!fleet.Cloud.PeoplesServers.Begun.Any(begun => begun.Instance == id))
        {
            return null;
        }

        var facts = new EnrolFacts(Machines.Identity(id), fleet.Inventory with { Hostname = id }, "0.1.0", [], "at-1", id);
        await fleet.Client.GetGrain<ISourceServer>(SourceOf(id)).Enrol(facts);
        return new ServerCommand("Success", 0, $"installing\nImport Source Server [{SourceOf(id)}] Successfully!\n", "", "");
    }

    private static string SourceOf(string instanceId) => $"s-{instanceId.Replace("-", "", StringComparison.Ordinal)}";

    private static Dictionary<string, string> Tags(params (string Key, string Value)[] tags) => tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);

    private static IImportBatch Import(TestFleet fleet, string id = "im-1") => fleet.Client.GetGrain<IImportBatch>(id);

    private static async Task<ImportView> Ended(TestFleet fleet, string id = "im-1")
    {
        await fleet.Until(async () => (await Import(fleet, id).View()).EndedAt is not null);
        return await Import(fleet, id).View();
    }
}
