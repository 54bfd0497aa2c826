namespace FleetMigrator.Agent.Sessions;

/// <summary>Pauses between attempts: doubled up to a limit, with jitter so that a fleet doesn't return in one moment.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan limit, Random random)
{
    private int _doublings;

    /// <summary>From 1 s up to 30 s.</summary>
    public static Backoff Usual() => new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), Random.Shared);

    /// <summary>The pause now; between half of the step and all of it.</summary>
    public TimeSpan Next()
    {
        var step = first * Math.Pow(2, Math.Min(_doublings++, 30));
        return (step < limit ? step : limit) * (0.5 + (random.NextDouble() / 2));
    }

    public void Reset() => _doublings = 0;
}
