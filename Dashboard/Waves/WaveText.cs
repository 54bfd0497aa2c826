using FleetMigrator.Dashboard.Widgets;
using FleetMigrator.Grains.Interfaces.Things;
using FleetMigrator.Grains.Interfaces.Waves;

namespace FleetMigrator.Dashboard.Waves;

/// <summary>Waves for people.</summary>
internal static class WaveText
{
    // A plan of a fleet has tens of waves; they are shown in their order, which needs all of them.
    private const int MostWaves = 200;

    /// <summary>All waves in their order.</summary>
    public static async Task<IReadOnlyList<WaveView>> All(IGrainFactory grains)
    {
        var page = await grains.GetGrain<IThingList>("waves").List(0, MostWaves);
        var views = await Task.WhenAll(page.Ids.Select(id => grains.GetGrain<IWave>(id).View()));
        return [.. views.OrderBy(wave => wave.Request.Order).ThenBy(wave => wave.CreatedAt)];
    }

    /// <summary>When jobs may start.</summary>
    public static string Window(WaveRequest request) => (request.OpensAt, request.ClosesAt) switch
    {
        (null, null) => "any time",
        ({ } from, null) => $"from {Show.Exact(from)}",
        (null, { } until) => $"until {Show.Exact(until)}",
        ({ } from, { } until) => $"{Show.Exact(from)} to {Show.Exact(until)}",
    };

    /// <summary>How many servers, or what they are found by.</summary>
    public static string Servers(WaveView wave) => wave.Members.Count > 0
        ? $"{wave.Members.Count}"
        : wave.Request.Query is { } query ? (query.Length > 0 ? query : "all") : $"{wave.Request.SourceIds.Count}";
}
