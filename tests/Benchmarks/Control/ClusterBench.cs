using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using FleetMigrator.Benchmarks.Figures;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>Two silos on one database share a fleet; one is lost, and the other has to answer for all of it.</summary>
internal sealed class ClusterBench(Stage survivor, Stage lost, int servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AskFor = TimeSpan.FromSeconds(1);

    private readonly List<Figure> _figures = [];

    private string Case => $"{servers} servers, PostgreSQL, two silos";

    public async Task<IReadOnlyList<Figure>> Measure(Loss loss, CancellationToken cancellation)
    {
        await using var swarm = new Swarm(servers, survivor.SiloReady, lost.SiloReady);
        await swarm.Enrol(survivor, cancellation);
        await Swarm.Each(swarm.Agents, agent => agent.Connect(cancellation), cancellation);
        await Beat(swarm, loss, cancellation);

        using var http = new HttpClient { BaseAddress = new Uri(survivor.SiloReady.PeopleUrl), Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", survivor.SiloReady.Token);
        var how = loss == Loss.Killed ? "after kill -9 of the other" : "after the other froze";
        var clock = Stopwatch.StartNew();
        if (loss == Loss.Killed)
        {
            await lost.KillSilo();
        }
        else
        {
            lost.FreezeSilo();
        }

        try
        {
            var (first, last) = await Answers(http, swarm, clock, cancellation);
            _figures.Add(new Figure(Case, $"{how}, all lists are answered by", "s", first));
            _figures.Add(new Figure(Case, $"{how}, every server's grain has answered by", "s", last));
            await Return(swarm, cancellation);
            _figures.Add(new Figure(Case, $"{how}, every agent beats at the survivor by", "s", clock.Elapsed.TotalSeconds));
            return _figures;
        }
        finally
        {
            if (loss == Loss.Frozen)
            {
                lost.ThawSilo();
            }
        }
    }

    private async Task Beat(Swarm swarm, Loss loss, CancellationToken cancellation)
    {
        // Once is enough: both losses begin with the same fleet.
        if (loss != Loss.Killed)
        {
            return;
        }

        var taken = new ConcurrentBag<double>();
        var cpu = ProcessUse.Cpu(survivor.SiloReady.Pid) + ProcessUse.Cpu(lost.SiloReady.Pid);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < SiloBench.BeatFor)
        {
            await Swarm.Each(swarm.Agents, async agent => taken.Add((await agent.Beat(cancellation)).TotalMilliseconds), cancellation);
        }

        var used = ProcessUse.Cpu(survivor.SiloReady.Pid) + ProcessUse.Cpu(lost.SiloReady.Pid) - cpu;
        _figures.Add(new Figure(Case, "heartbeats answered by grains", "1/s", taken.Count / clock.Elapsed.TotalSeconds));
        _figures.Add(new Figure(Case, "CPU of both silos for a heartbeat", "µs", used.TotalMicroseconds / taken.Count));
        _figures.Add(new Figure(Case, $"heartbeat there and back, {Swarm.AtOnce} at once, p99", "ms", FigureTable.Percentile(taken, 99)));
    }

    // Seconds until a list was answered, and until each server's grain had answered once.
    private static async Task<(double List, double Grains)> Answers(HttpClient http, Swarm swarm, Stopwatch clock, CancellationToken cancellation)
    {
        await Ask(http, "api/v1/sources?take=50", clock, cancellation);
        var list = clock.Elapsed.TotalSeconds;
        await Swarm.Each(swarm.Agents, agent => Ask(http, $"api/v1/sources/{agent.SourceId}", clock, cancellation), cancellation);
        return (list, clock.Elapsed.TotalSeconds);
    }

    // A question that is not answered is given up and asked again, as a person would.
    private static async Task Ask(HttpClient http, string path, Stopwatch clock, CancellationToken cancellation)
    {
        while (true)
        {
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            soon.CancelAfter(AskFor);
            try
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), soon.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Asked again.
            }

            if (clock.Elapsed > Patience)
            {
                throw new DemoException($"the survivor did not answer {path} within {Patience.TotalSeconds:0} s", "Look at its log.");
            }
        }
    }

    private async Task Return(Swarm swarm, CancellationToken cancellation)
    {
        // Those of the lost silo had every second number; all of the others still have their streams.
        await Swarm.Each(swarm.Agents.Where(agent => agent.Silo == lost.SiloReady), async agent =>
        {
            agent.MoveTo(survivor.SiloReady);
            await agent.Connect(cancellation);
        }, cancellation);
        await Swarm.Each(swarm.Agents, agent => agent.Beat(cancellation), cancellation);
    }
}
