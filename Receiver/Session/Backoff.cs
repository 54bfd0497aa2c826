namespace FleetMigrator.Receiver.Session;

/// <summary>Pauses between attempts: doubled up to a limit, with jitter so that a fleet does not return in step.</summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = _first;

    public void Reset() => _next = _first;

    /// <summary>Between half and all of the current pause.</summary>
    public TimeSpan Next()
    {
        var pause = _next * (0.5 + (random.NextDouble() / 2));
        _next = _next * 2 > _longest ? _longest : _next * 2;
        return pause;
    }
}
