namespace FleetMigrator.Agent.Sessions;

/// <summary>What the service tells about time: how often to beat, and what its clock says.</summary>
internal sealed class SessionTimes(TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private long _heartbeatMs = 5000;
    private long _skewMs = long.MinValue;

    public TimeSpan Heartbeat => TimeSpan.FromMilliseconds(Interlocked.Read(ref _heartbeatMs));

    /// <summary>This server's clock minus the service's; null until a session stood.</summary>
    public TimeSpan? Skew => Interlocked.Read(ref _skewMs) is var skew and not long.MinValue ? TimeSpan.FromMilliseconds(skew) : null;

    /// <summary>Zero or nonsense leaves the pause as it is.</summary>
    public void ToldHeartbeat(int milliseconds)
    {
        if (milliseconds > 0)
        {
            Interlocked.Exchange(ref _heartbeatMs, Math.Clamp(milliseconds, (long)Shortest.TotalMilliseconds, (long)Longest.TotalMilliseconds));
        }
    }

    public void ToldTime(long unixMilliseconds)
        => Interlocked.Exchange(ref _skewMs, clock.GetUtcNow().ToUnixTimeMilliseconds() - unixMilliseconds);
}
