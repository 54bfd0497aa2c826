namespace FleetMigrator.Grains.Hosting;

/// <summary>
/// When the other end of a stream was heard of. Memory only: after a restart of the service everybody who was online
/// gets one full limit of grace, because it is the service that was away.
/// </summary>
internal sealed class Liveness(TimeProvider clock, HeartbeatOptions options)
{
    private DateTimeOffset? _heard;

    /// <summary>Last sign of life in this activation, or null.</summary>
    public DateTimeOffset? Heard => _heard;

    /// <summary>Whether the last sign of life is younger than the limit.</summary>
    public bool Alive => _heard is { } heard && clock.GetUtcNow() - heard < options.Limit;

    /// <summary>A sign of life, or the start of the grace after a restart.</summary>
    public void Note() => _heard = clock.GetUtcNow();
}
