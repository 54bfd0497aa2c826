using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Benchmarks.Figures;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>
/// <c>./fleet bench control</c>: one silo on SQLite as its own process, and a fleet of agents in this one. Nothing else does this
/// work in the same way, so there is no peer; the load generator shares the cores with the service.
/// </summary>
internal sealed class ControlBench(Stage stage, int servers)
{
    private const int AtOnce = 32;
    private const int Most = 1000; // places of one activation code
    private const int Looks = 200;
    private static readonly TimeSpan BeatFor = TimeSpan.FromSeconds(15);

    private readonly List<Figure> _figures = [];

    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("fleet-bench-").FullName;
        try
        {
            await using var stage = await Stage.StartAlone(options.Built, folder, cancellation);
            return await new ControlBench(stage, options.Full ? 10_000 : 1_000).Measure(cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Fleet => $"{servers} servers";

    private async Task<IReadOnlyList<Figure>> Measure(CancellationToken cancellation)
    {
        var agents = Enumerable.Range(1, servers).Select(number => new SwarmAgent(stage.SiloReady, number)).ToList();
        try
        {
            var empty = ProcessUse.Memory(stage.SiloReady.Pid);
            var certificates = await Enrol(agents, cancellation);
            await Connect(agents, certificates, cancellation);
            _figures.Add(new Figure(Fleet, "memory per connected server", "KiB", (ProcessUse.Memory(stage.SiloReady.Pid) - empty) / 1024.0 / servers));
            await Beat(agents, cancellation);
            await Look(cancellation);
            await Recover(cancellation);
            return _figures;
        }
        finally
        {
            foreach (var agent in agents)
            {
                await agent.DisposeAsync();
            }
        }
    }

    private async Task<ConcurrentDictionary<SwarmAgent, X509Certificate2>> Enrol(List<SwarmAgent> agents, CancellationToken cancellation)
    {
        var certificates = new ConcurrentDictionary<SwarmAgent, X509Certificate2>();
        var clock = Stopwatch.StartNew();
        foreach (var batch in agents.Chunk(Most))
        {
            var code = (await stage.Fleet.CreateCode("bench", batch.Length, cancellation)).Code;
            await Each(batch, async agent => certificates[agent] = await agent.Enrol(code, cancellation), cancellation);
        }

        _figures.Add(new Figure(Fleet, "imports, each with key, TLS handshake and stored state", "1/s", servers / clock.Elapsed.TotalSeconds));
        return certificates;
    }

    private async Task Connect(List<SwarmAgent> agents, ConcurrentDictionary<SwarmAgent, X509Certificate2> certificates, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await Each(agents, agent => agent.Connect(certificates[agent], cancellation), cancellation);
        _figures.Add(new Figure(Fleet, "streams opened, each on its own TLS connection", "1/s", servers / clock.Elapsed.TotalSeconds));
    }

    private async Task Beat(List<SwarmAgent> agents, CancellationToken cancellation)
    {
        var taken = new ConcurrentBag<double>();
        var cpu = ProcessUse.Cpu(stage.SiloReady.Pid);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < BeatFor)
        {
            await Each(agents, async agent => taken.Add((await agent.Beat(cancellation)).TotalMilliseconds), cancellation);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var used = ProcessUse.Cpu(stage.SiloReady.Pid) - cpu;
        _figures.Add(new Figure(Fleet, "heartbeats answered by grains", "1/s", taken.Count / seconds));
        _figures.Add(new Figure(Fleet, "CPU of the service for a heartbeat", "µs", used.TotalMicroseconds / taken.Count));
        _figures.Add(new Figure(Fleet, $"heartbeat there and back, {AtOnce} at once, p50", "ms", FigureTable.Percentile(taken, 50)));
        _figures.Add(new Figure(Fleet, $"heartbeat there and back, {AtOnce} at once, p99", "ms", FigureTable.Percentile(taken, 99)));
    }

    private async Task Look(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = new Uri(stage.SiloReady.PeopleUrl) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.SiloReady.Token);
        foreach (var (name, path) in new[]
        {
            ("first page of servers", "api/v1/sources?take=50"), ("servers that match a text", "api/v1/sources?q=server-77&take=50"),
            ("servers in a state", "api/v1/sources?state=Online&take=50"), ("counts of the overview", "api/v1/overview"),
        })
        {
            var taken = new List<double>();
            for (var look = 0; look < Looks; look++)
            {
                var begun = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(cancellation);
                taken.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            _figures.Add(new Figure(Fleet, $"{name}, p50", "ms", FigureTable.Percentile(taken, 50)));
            _figures.Add(new Figure(Fleet, $"{name}, p99", "ms", FigureTable.Percentile(taken, 99)));
        }
    }

    private async Task Recover(CancellationToken cancellation)
    {
        await stage.KillSilo();
        var clock = Stopwatch.StartNew();
        await stage.StartSilo(cancellation);
        _figures.Add(new Figure(Fleet, "serving again after kill -9", "s", clock.Elapsed.TotalSeconds));
    }

    private static Task Each(IEnumerable<SwarmAgent> agents, Func<SwarmAgent, Task> act, CancellationToken cancellation)
        => Parallel.ForEachAsync(agents, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (agent, _) => await act(agent));
}
