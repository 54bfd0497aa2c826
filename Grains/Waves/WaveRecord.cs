using FleetMigrator.Grains.Interfaces.Waves;

namespace FleetMigrator.Grains.Waves;

/// <summary>What a wave stores.</summary>
internal sealed record WaveRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Null while there is no such wave.</summary>
    public WaveRequest? Request { get; init; }

    public WaveState State { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public IReadOnlyList<WaveMember> Members { get; init; } = [];

    /// <summary>A stopped wave still follows the jobs that it started.</summary>
    public bool IsOpen => Request is not null && State switch
    {
        WaveState.Planned => Request.StartAt is not null,
        WaveState.Running => true,
        WaveState.Stopped => Members.Any(member => member.TakesPlace),
        _ => false,
    };
}
