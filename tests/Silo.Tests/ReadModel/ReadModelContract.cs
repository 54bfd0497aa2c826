using System.Data;
using System.Text.Json.Nodes;
using Dapper;
using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Labels;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Hosting;
using FleetMigrator.Silo.ReadModel;
using FleetMigrator.Silo.Storage;
using FleetMigrator.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.Silo.Tests.ReadModel;

/// <summary>Lists, search, counts, and what a crash leaves to be repaired, on any database.</summary>
public abstract class ReadModelContract : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    /// <summary>The silo under test.</summary>
    protected RunningSilo Silo => _silo;

    /// <summary>What lists are read from.</summary>
    protected IFleetReader Reader => _silo.Services.GetRequiredService<IFleetReader>();

    private IFleetProjection Projection => _silo.Services.GetRequiredService<IFleetProjection>();

    public async ValueTask InitializeAsync()
    {
        _silo = new RunningSilo { Database = await NewDatabase() };
        await _silo.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _silo.DisposeAsync();
    }

    /// <summary>Connection string of a new database, empty for a file.</summary>
    protected abstract Task<string> NewDatabase();

    [Fact]
    public async Task Lists_are_searched_filtered_paged_and_counted()
    {
        for (var number = 0; number < 5; number++)
        {
            Projection.Changed(Source($"s-{number}", $"web_{number}", number == 0 ? SourceState.Offline : SourceState.Online));
        }

        await _silo.Flush();
        Assert.Equal(5, (await Find(new FleetQuery())).Total);
        Assert.Equal("s-3", Assert.Single((await Find(new FleetQuery("WEB_3"))).Items).Id);
        Assert.Empty((await Find(new FleetQuery("web%3"))).Items);
        Assert.Equal("s-0", Assert.Single((await Find(new FleetQuery(State: "Offline"))).Items).Id);
        var page = await Find(new FleetQuery(Skip: 2, Take: 2));
        Assert.Equal((5, 2), (page.Total, page.Items.Count));
        Assert.Equal("192.0.2.1", page.Items[0].Inventory.Addresses[0]);
        Assert.Equal(4, (await Reader.Counts(CancellationToken.None)).Sources["Online"]);
    }

    [Fact]
    public async Task A_view_that_arrives_late_does_not_hide_a_newer_one()
    {
        Projection.Changed(Source("s-1", "new") with { Revision = 7 });
        await _silo.Flush();
        Projection.Changed(Source("s-1", "old") with { Revision = 6 });
        await _silo.Flush();
        Assert.Equal("new", Assert.Single((await Find(new FleetQuery())).Items).Name);

        Projection.Removed("s-1");
        await _silo.Flush();
        Assert.Equal(0, (await Find(new FleetQuery())).Total);
        Assert.Empty(Rows());
    }

    [Fact]
    public async Task A_change_rings_in_open_pages()
    {
        var rung = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _silo.Services.GetRequiredService<IFleetChanges>().Subscribe(id => rung.TrySetResult(id));
        Projection.Changed(Source("s-9", "bell"));
        Assert.Equal("s-9", await rung.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task What_the_grains_stored_and_the_tables_do_not_show_is_found_at_the_next_start()
    {
        var id = Ids.New("at");
        await _silo.Grains.GetGrain<IActivationCode>(id).Create(new CodeRequest("kept"));
        Projection.Changed(Source("s-without-a-grain", "ghost"));
        await _silo.Flush();
        Projection.Removed(id);
        await _silo.Flush();
        Assert.Equal(0, (await Reader.Codes(new FleetQuery(), CancellationToken.None)).Total);

        await _silo.Restart();
        await _silo.Flush();
        Assert.Equal(id, Assert.Single((await Reader.Codes(new FleetQuery(), CancellationToken.None)).Items).Id);
        Assert.Equal(0, (await Find(new FleetQuery())).Total);
    }

    [Fact]
    public async Task A_read_model_that_was_thrown_away_is_rebuilt_with_equal_rows()
    {
        await _silo.Grains.GetGrain<IActivationCode>("at-1").Create(new CodeRequest("kept"));
        await _silo.Grains.GetGrain<IAccessKey>("ak-1").Create(new AccessKeyRequest("script", AccessScope.Operate));
        await _silo.Grains.GetGrain<IResourceGroup>("rg-1").Create("shop");
        for (var number = 0; number < 20; number++)
        {
            var identity = new MachineIdentity($"uuid-{number}", "", $"id-{number}", []);
            var source = _silo.Grains.GetGrain<ISourceServer>(identity.SourceId("default"));
            await source.Enrol(new EnrolFacts(identity, Source("", $"host-{number}").Inventory, "0.1.0", [], "at-1", "c"));
            await source.Label(new LabelChange { Group = number % 2 == 0 ? "rg-1" : null, Put = new Dictionary<string, string> { ["number"] = $"{number}" } });
        }

        await _silo.Flush();
        var before = Rows();
        await _silo.Restart();
        await _silo.Flush();
        Assert.Equal(before, Rows());

        using (var connection = await _silo.Services.GetRequiredService<FleetDatabase>().Writer.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(string.Concat(FleetTables.Parts.Select(table => $"DELETE FROM {table}; ")));
        }

        Assert.Empty(Rows());
        await _silo.Restart();
        await _silo.Flush();
        Assert.Equal(before, Rows());
        Assert.Equal(23, before.Count(row => !row.StartsWith("fact", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_rebuild_command_makes_the_tables_anew_with_equal_rows()
    {
        await _silo.Grains.GetGrain<IActivationCode>("at-1").Create(new CodeRequest("kept"));
        await _silo.Grains.GetGrain<IResourceGroup>("rg-1").Create("shop");
        await _silo.Flush();
        var before = Rows();
        using (var connection = await _silo.Services.GetRequiredService<FleetDatabase>().Writer.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("UPDATE fleet_code SET name = 'wrong'");
        }

        Assert.NotEqual(before, Rows());
        await _silo.Stop();
        Assert.Equal(0, await _silo.Command(SiloProcess.Rebuild));
        await _silo.InitializeAsync();
        await _silo.Flush();
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task A_code_that_expired_by_itself_is_shown_and_found_as_expired()
    {
        Projection.Changed(new CodeView("at-9", "old", "", CodeStatus.Activated, 1, 0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), []));
        await _silo.Flush();
        Assert.Equal(CodeStatus.Expired, Assert.Single((await Reader.Codes(new FleetQuery("state=expired"), CancellationToken.None)).Items).Status);
        Assert.Empty((await Reader.Codes(new FleetQuery(State: "Activated"), CancellationToken.None)).Items);
    }

    /// <summary>Everything but when it was written and how often.</summary>
    private List<string> Rows()
    {
        using var connection = _silo.Services.GetRequiredService<FleetDatabase>().OpenReader();
        var rows = FleetTables.All.SelectMany(table => Lines(connection, table,
            $"SELECT id, state, name, grp, search, parent, created, ends, facts, view FROM {table} JOIN {FleetTables.Views(table)} USING (number)"));
        var facts = FleetTables.All.SelectMany(table => Lines(connection, "fact",
            $"SELECT shown.id, fact.field, fact.text, fact.number FROM {FleetTables.Facts(table)} fact LEFT JOIN {table} shown ON shown.number = fact.thing"));
        return [.. rows.Concat(facts).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Lines(IDbConnection connection, string name, string query)
        => connection.Query(query).Cast<IDictionary<string, object?>>().Select(row => $"{name} {string.Join(" | ", row.Select(column => column.Key == "view" ? Settled(column.Value) : column.Value))}");

    // A view tells when its server was last seen, which is another moment each time.
    private static string Settled(object? view)
    {
        var json = JsonNode.Parse((string)view!)!.AsObject();
        json.Remove("LastSeen");
        return json.ToJsonString();
    }

    private static SourceView Source(string id, string name, SourceState state = SourceState.Online) => new(
        id,
        name,
        "",
        state,
        state.ToString(),
        "",
        new Inventory(name, "linux", "debian", "12", "Debian 12", "6.1", "x86_64", "bios", 2, 1L << 31, ["192.0.2.1"], "absent", []),
        "0.1.0",
        "at-1",
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch,
        JobId: null,
        JobOpen: false,
        Fault: null,
        [],
        new Dictionary<string, string>(StringComparer.Ordinal),
        "default",
        Revision: 1);

    private Task<Page<SourceView>> Find(FleetQuery query) => Reader.Sources(query, CancellationToken.None);
}
