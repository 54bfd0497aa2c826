using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.Silo.Tests.ReadModel;

/// <summary>Lists, search, counts, and what a crash leaves to be repaired.</summary>
public sealed class ReadModelTests : IAsyncLifetime
{
    private readonly RunningSilo _silo = new();

    private IFleetReader Reader => _silo.Services.GetRequiredService<IFleetReader>();

    private IFleetProjection Projection => _silo.Services.GetRequiredService<IFleetProjection>();

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

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
