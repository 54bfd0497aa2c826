using System.Diagnostics;
using FleetMigrator.Benchmarks.Figures;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>How long the lists take that people look at.</summary>
internal static class PageLooks
{
    private const int Looks = 200;

    public static async Task<IReadOnlyList<(string Name, double Milliseconds)>> Take(HttpClient http, CancellationToken cancellation)
    {
        var figures = new List<(string, double)>();
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

            figures.Add(($"{name}, p50", FigureTable.Percentile(taken, 50)));
            figures.Add(($"{name}, p99", FigureTable.Percentile(taken, 99)));
        }

        return figures;
    }
}
