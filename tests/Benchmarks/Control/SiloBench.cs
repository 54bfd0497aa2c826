using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using FleetMigrator.Benchmarks.Figures;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>One silo and its fleet: joining, beating, looking, and coming back.</summary>
internal sealed class SiloBench(Stage stage, int servers, string fleet)
{
    /// <summary>How long heartbeats are counted.</summary>
    public static readonly TimeSpan BeatFor = TimeSpan.FromSeconds(15);

    private readonly List<Figure> _figures = [];

    public async Task<IReadOnlyList<Figure>> Measure(CancellationToken cancellation)
    {
        await using var swarm = new Swarm(servers, stage.SiloReady);
        var empty = ProcessUse.Memory(stage.SiloReady.Pid);
        var clock = Stopwatch.StartNew();
        await swarm.Enrol(stage, cancellation);
        Add("imports, each with key, TLS handshake and stored state", "1/s", servers / clock.Elapsed.TotalSeconds);
        clock.Restart();
        await Swarm.Each(swarm.Agents, agent => agent.Connect(cancellation), cancellation);
        Add("streams opened, each on its own TLS connection", "1/s", servers / clock.Elapsed.TotalSeconds);
        Add("memory per connected server", "KiB", (ProcessUse.Memory(stage.SiloReady.Pid) - empty) / 1024.0 / servers);
        await Beat(swarm, cancellation);
        await Look(cancellation);
        await Recover(cancellation);
        return _figures;
    }

    private async Task Beat(Swarm swarm, CancellationToken cancellation)
    {
        var taken = new ConcurrentBag<double>();
        var cpu = ProcessUse.Cpu(stage.SiloReady.Pid);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < BeatFor)
        {
            await Swarm.Each(swarm.Agents, async agent => taken.Add((await agent.Beat(cancellation)).TotalMilliseconds), cancellation);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var used = ProcessUse.Cpu(stage.SiloReady.Pid) - cpu;
        Add("heartbeats answered by grains", "1/s", taken.Count / seconds);
        Add("CPU of the service for a heartbeat", "µs", used.TotalMicroseconds / taken.Count);
        Add($"heartbeat there and back, {Swarm.AtOnce} at once, p50", "ms", FigureTable.Percentile(taken, 50));
        Add($"heartbeat there and back, {Swarm.AtOnce} at once, p99", "ms", FigureTable.Percentile(taken, 99));
    }

    private async Task Look(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = new Uri(stage.SiloReady.PeopleUrl) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.SiloReady.Token);
        foreach (var (name, milliseconds) in await PageLooks.Take(http, cancellation))
        {
            Add(name, "ms", milliseconds);
        }
    }

    private async Task Recover(CancellationToken cancellation)
    {
        await stage.KillSilo();
        var clock = Stopwatch.StartNew();
        await stage.StartSilo(cancellation);
        Add("serving again after kill -9", "s", clock.Elapsed.TotalSeconds);
    }

    private void Add(string name, string unit, double value) => _figures.Add(new Figure(fleet, name, unit, value));
}
