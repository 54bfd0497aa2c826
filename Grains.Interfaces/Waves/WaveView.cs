namespace FleetMigrator.Grains.Interfaces.Waves;

/// <summary>A wave as shown.</summary>
/// <param name="Id"><c>w-…</c>.</param>
/// <param name="Request">The plan.</param>
/// <param name="State">Where it is.</param>
/// <param name="HeldBy">Why no further job starts at the moment, or null.</param>
/// <param name="Members">Its servers; empty before the start of a wave with a search.</param>
/// <param name="Percent">Members that have ended, of all.</param>
/// <param name="ExpectedEnd">By what its jobs took so far; null while nothing is known.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="StartedAt">UTC, or null.</param>
/// <param name="EndedAt">UTC, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.wave.view")]
public sealed record WaveView(
    string Id, WaveRequest Request, WaveState State, string? HeldBy, IReadOnlyList<WaveMember> Members, int Percent, DateTimeOffset? ExpectedEnd,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);
