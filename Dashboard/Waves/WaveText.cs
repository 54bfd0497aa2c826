using FleetMigrator.Dashboard.Widgets;
using FleetMigrator.Grains.Interfaces.Waves;

namespace FleetMigrator.Dashboard.Waves;

/// <summary>Waves for people.</summary>
internal static class WaveText
{
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
