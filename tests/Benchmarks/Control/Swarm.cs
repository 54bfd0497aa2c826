using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>Many agents of this process, which act a few at once.</summary>
internal sealed class Swarm : IAsyncDisposable
{
    /// <summary>How many act at the same time.</summary>
    public const int AtOnce = 32;

    private const int Most = 1000; // places of one activation code

    public Swarm(int servers, params IReadOnlyList<SiloReady> silos)
        => Agents = [.. Enumerable.Range(1, servers).Select(number => new SwarmAgent(silos[number % silos.Count], number))];

    /// <summary>In the order of their numbers, spread over the silos in turn.</summary>
    public IReadOnlyList<SwarmAgent> Agents { get; }

    /// <summary>All of them join, with as many activation codes as they need.</summary>
    public async Task Enrol(Stage stage, CancellationToken cancellation)
    {
        foreach (var batch in Agents.Chunk(Most))
        {
            var code = (await stage.Fleet.CreateCode("bench", batch.Length, cancellation)).Code;
            await Each(batch, agent => agent.Enrol(code, cancellation), cancellation);
        }
    }

    /// <summary>Acts with all of these, <see cref="AtOnce"/> at a time.</summary>
    public static Task Each(IEnumerable<SwarmAgent> agents, Func<SwarmAgent, Task> act, CancellationToken cancellation)
        => Parallel.ForEachAsync(agents, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (agent, _) => await act(agent));

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in Agents)
        {
            await agent.DisposeAsync();
        }
    }
}
