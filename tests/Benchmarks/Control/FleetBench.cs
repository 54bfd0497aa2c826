using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FleetMigrator.Benchmarks.Figures;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>
/// A large fleet of which a part is being migrated: what it takes to know it, to change all of it at once, to start jobs, and to come
/// back after a kill. The jobs stand in their preflight, whose answer the agents owe; a local region answers what jobs ask the cloud.
/// </summary>
internal sealed class FleetBench(Stage stage, int servers, int jobs)
{
    /// <summary>Where jobs put their objects.</summary>
    public const string Bucket = "cn-beijing/fleet-bench";

    private const int Tags = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly List<Figure> _figures = [];

    public async Task<IReadOnlyList<Figure>> Measure(CancellationToken cancellation)
    {
        await using var swarm = new Swarm(servers, stage.SiloReady);
        await swarm.Enrol(stage, cancellation);
        using (var http = Http())
        {
            await Label(http, cancellation);
        }

        await stage.KillSilo();
        await stage.StartSilo(cancellation);
        using (var http = Http())
        {
            await Know(http, swarm, cancellation);
            foreach (var (name, milliseconds) in await PageLooks.Take(http, cancellation))
            {
                Add(name, "ms", milliseconds);
            }

            await Start(http, swarm, cancellation);
        }

        await Recover(swarm, cancellation);
        return _figures;
    }

    /// <summary>Twenty tags on every server, by one bulk action.</summary>
    private async Task Label(HttpClient http, CancellationToken cancellation)
    {
        var put = Enumerable.Range(1, Tags).ToDictionary(number => $"key-{number}", number => $"value-{number}");
        var clock = Stopwatch.StartNew();
        using var made = await http.PostAsJsonAsync("api/v1/bulk", new { action = "Label", query = "", labels = new { put } }, cancellation);
        made.EnsureSuccessStatusCode();
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("id").GetString();
        await Until(async () => (await http.GetFromJsonAsync<JsonElement>($"api/v1/bulk/{id}", cancellation)).GetProperty("endedAt").ValueKind != JsonValueKind.Null, clock, cancellation);
        Add($"servers that got {Tags} tags by one bulk action, each stored", "1/s", servers / clock.Elapsed.TotalSeconds);
    }

    /// <summary>Every server's grain is activated by one question.</summary>
    private async Task Know(HttpClient http, Swarm swarm, CancellationToken cancellation)
    {
        var empty = ProcessUse.Memory(stage.SiloReady.Pid);
        var clock = Stopwatch.StartNew();
        await Swarm.Each(swarm.Agents, async agent =>
        {
            using var answer = await http.GetAsync(new Uri($"api/v1/sources/{agent.SourceId}", UriKind.Relative), cancellation);
            answer.EnsureSuccessStatusCode();
        }, cancellation);
        Add("servers activated by a question over REST", "1/s", servers / clock.Elapsed.TotalSeconds);
        var full = ProcessUse.Memory(stage.SiloReady.Pid);
        Add("memory of the service with all of them activated", "MiB", full / 1048576.0);
        Add("memory per activated server", "KiB", (full - empty) / 1024.0 / servers);
    }

    private async Task Start(HttpClient http, Swarm swarm, CancellationToken cancellation)
    {
        var chosen = swarm.Agents.Take(jobs).ToList();
        await Swarm.Each(chosen, agent => agent.Connect(cancellation), cancellation);
        var (region, bucket) = (Bucket.Split('/')[0], Bucket.Split('/')[1]);
        var clock = Stopwatch.StartNew();
        await Swarm.Each(chosen, async agent =>
        {
            // Connecting so many takes longer than a server may be silent.
            await agent.Beat(cancellation);
            using var answer = await http.PostAsJsonAsync(
                "api/v1/jobs?start=true",
                new { sourceId = agent.SourceId, imageRegion = region, imageNamePrefix = "bench", transitRegion = region, transitBucket = bucket },
                cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new DemoException($"a job was refused: {await answer.Content.ReadAsStringAsync(cancellation)}", "Look at the silo's log.");
            }
        }, cancellation);
        Add("job starts, each checked with the cloud and stored", "1/s", jobs / clock.Elapsed.TotalSeconds);
    }

    private async Task Recover(Swarm swarm, CancellationToken cancellation)
    {
        await stage.KillSilo();
        var clock = Stopwatch.StartNew();
        await stage.StartSilo(cancellation);
        using var http = Http();
        using var list = await http.GetAsync(new Uri("api/v1/sources?take=50", UriKind.Relative), cancellation);
        list.EnsureSuccessStatusCode();
        Add($"kill -9 with {jobs} running jobs: the first list is answered by", "s", clock.Elapsed.TotalSeconds);
        // Each agent comes back, is given its command again and refuses it; its job has moved when that is its state.
        await Swarm.Each(swarm.Agents.Take(jobs), async agent =>
        {
            await agent.Connect(cancellation);
            await agent.RefuseCommand(cancellation);
        }, cancellation);
        Add($"kill -9 with {jobs} running jobs: every agent is back and has its command again by", "s", clock.Elapsed.TotalSeconds);
        await Until(async () => await InError(http, cancellation) >= jobs, clock, cancellation);
        Add($"kill -9 with {jobs} running jobs: every job has moved on by", "s", clock.Elapsed.TotalSeconds);
    }

    private static async Task<int> InError(HttpClient http, CancellationToken cancellation)
        => (await http.GetFromJsonAsync<JsonElement>("api/v1/overview", cancellation)).GetProperty("jobs").TryGetProperty("InError", out var count) ? count.GetInt32() : 0;

    private static async Task Until(Func<Task<bool>> reached, Stopwatch clock, CancellationToken cancellation)
    {
        while (!await reached())
        {
            if (clock.Elapsed > Patience)
            {
                throw new DemoException($"it was not reached within {Patience.TotalMinutes:0} min", "Look at the silo's log.");
            }

            await Task.Delay(Glance, cancellation);
        }
    }

    private HttpClient Http()
    {
        var http = new HttpClient { BaseAddress = new Uri(stage.SiloReady.PeopleUrl), Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.SiloReady.Token);
        return http;
    }

    private void Add(string name, string unit, double value) => _figures.Add(new Figure($"{servers} servers, SQLite", name, unit, value));
}
