using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Waves;

namespace FleetMigrator.Silo.Api;

/// <summary>A wave as it comes in; the rules stand in the wave.</summary>
internal sealed record WaveForm
{
    public string Name { get; init; } = "";

    public JobForm Template { get; init; } = new();

    public int Order { get; init; }

    public IReadOnlyList<string> SourceIds { get; init; } = [];

    public string? Query { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public DateTimeOffset? OpensAt { get; init; }

    public DateTimeOffset? ClosesAt { get; init; }

    public int LockoutMinutes { get; init; }

    public int AtOnce { get; init; } = 10;

    public int Mbps { get; init; }

    public IReadOnlyList<string> After { get; init; } = [];

    public WaveRequest ToRequest() => new(Name, Template.ToRequest())
    {
        Order = Order,
        SourceIds = SourceIds,
        Query = Query,
        StartAt = StartAt,
        OpensAt = OpensAt,
        ClosesAt = ClosesAt,
        LockoutMinutes = LockoutMinutes,
        AtOnce = AtOnce,
        Mbps = Mbps,
        After = After,
    };
}
