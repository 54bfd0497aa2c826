using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Tests.Gateway;
using FleetMigrator.Silo.Tests.Hosting;
using FleetMigrator.Silo.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.Silo.Tests.Cluster;

/// <summary>Two whole silos on one database, with real listeners and real connections between them.</summary>
public sealed class TwoSilosTests(PostgresServer server) : IAsyncLifetime
{
    private RunningSilo _first = null!;
    private RunningSilo _second = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await server.NewDatabase();
        _first = new RunningSilo { Database = database };
        _second = new RunningSilo { Database = database };
        await Task.WhenAll(_first.InitializeAsync().AsTask(), _second.InitializeAsync().AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Both_carry_grains_and_see_the_same_state()
    {
        var code = (await _first.Grains.GetGrain<IActivationCode>("at-1").Create(new CodeRequest("code"))).Code;
        using var one = new AgentPeer(_first, "machine-1");
        using var two = new AgentPeer(_second, "machine-2");
        await one.Enrol(code);
        await two.Enrol(code);
        foreach (var silo in (RunningSilo[])[_first, _second])
        {
            Assert.Equal(2, (await silo.Grains.GetGrain<IActivationCode>("at-1").View()).Used);
            Assert.Equal("at-1", (await silo.Grains.GetGrain<ISourceServer>(one.SourceId).View()).CodeId);
        }

        // Each server is where its agent's stream ends.
        var servers = (await _first.Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
            .Where(kind => kind.GrainType.Contains("SourceServer", StringComparison.Ordinal) && kind.ActivationCount > 0);
        Assert.Equal(2, servers.Select(kind => kind.SiloAddress).Distinct().Count());
    }

    [Fact]
    public async Task A_command_reaches_an_agent_that_is_connected_to_the_other_silo()
    {
        using var agent = new AgentPeer(_first, "machine-1");
        await agent.Enrol((await _second.Grains.GetGrain<IActivationCode>("at-1").Create(new CodeRequest("code"))).Code);
        using var stream = await agent.Connect();
        await stream.Next(down => down.Welcome is not null);

        await _second.Grains.GetGrain<ISourceServer>(agent.SourceId).Command(new PreflightCommand("c-1"));
        Assert.Equal("c-1", (await stream.Next(down => down.Command is not null)).Command.Id);
    }

    [Fact]
    public async Task An_agent_whose_silo_ended_goes_on_at_the_other_with_its_certificate()
    {
        using var agent = new AgentPeer(_first, "machine-1");
        await agent.Enrol((await _first.Grains.GetGrain<IActivationCode>("at-1").Create(new CodeRequest("code"))).Code);
        using (var stream = await agent.Connect())
        {
            await stream.Next(down => down.Welcome is not null);
            await _first.Stop();
        }

        agent.MoveTo(_second);
        using var moved = await agent.Connect();
        await moved.Next(down => down.Welcome is not null);
        var source = _second.Grains.GetGrain<ISourceServer>(agent.SourceId);
        Assert.Equal(SourceState.Online, (await source.View()).State);
        await source.Command(new PreflightCommand("c-2"));
        Assert.Equal("c-2", (await moved.Next(down => down.Command is not null)).Command.Id);
    }

    [Fact]
    public async Task A_change_on_one_silo_rings_in_the_pages_of_the_other_and_is_listed_there()
    {
        var rung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _second.Services.GetRequiredService<IFleetChanges>().Subscribe(id =>
        {
            if (id == "at-7")
            {
                rung.TrySetResult();
            }
        });
        await _first.Grains.GetGrain<IActivationCode>("at-7").Create(new CodeRequest("bell"));
        await rung.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("bell", Assert.Single((await _second.Services.GetRequiredService<IFleetReader>().Codes(new FleetQuery("bell"), CancellationToken.None)).Items).Name);
    }
}
