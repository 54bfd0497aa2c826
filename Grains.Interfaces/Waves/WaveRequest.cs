using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Interfaces.Waves;

/// <summary>Source servers that are migrated together.</summary>
/// <param name="Name">2 to 128 characters.</param>
/// <param name="Template">The job of each server, whatever its source id.</param>
[GenerateSerializer, Immutable, Alias("fleet.wave.request")]
public sealed record WaveRequest(string Name, JobRequest Template)
{
    /// <summary>Lists of waves begin with the lowest.</summary>
    [Id(0)]
    public int Order { get; init; }

    /// <summary>Source servers; empty with a search.</summary>
    [Id(1)]
    public IReadOnlyList<string> SourceIds { get; init; } = [];

    /// <summary>A search for source servers, made when the wave starts; null with ids.</summary>
    [Id(2)]
    public string? Query { get; init; }

    /// <summary>When it starts by itself; null: by hand.</summary>
    [Id(3)]
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>No job starts before; null: no bound.</summary>
    [Id(4)]
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>No job starts after, less the lockout; null: no bound. What runs then runs on.</summary>
    [Id(5)]
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Minutes before <see cref="ClosesAt"/> in which no job starts any more. From 0 to 1,440.</summary>
    [Id(6)]
    public int LockoutMinutes { get; init; }

    /// <summary>Jobs at a time. From 1 to 1,000.</summary>
    [Id(7)]
    public int AtOnce { get; init; } = 10;

    /// <summary>Megabit a second for the whole wave, shared by its places; 0: no bound.</summary>
    [Id(8)]
    public int Mbps { get; init; }

    /// <summary>Waves that must be finished before.</summary>
    [Id(9)]
    public IReadOnlyList<string> After { get; init; } = [];
}
