namespace FleetMigrator.Cloud.Calls;

/// <summary>This machine's clock as the cloud sees it: corrected by the cloud's own when a signature was refused for its time.</summary>
internal sealed class CloudClock(TimeProvider clock)
{
    private long _offsetTicks;

    /// <summary>Now, by the cloud's clock.</summary>
    public DateTimeOffset Now => clock.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Takes over the cloud's time from an answer's <c>Date</c> header.</summary>
    /// <returns>False when the answer had none, so that trying again is pointless.</returns>
    public bool Follow(DateTimeOffset? cloudTime)
    {
        if (cloudTime is not { } at)
        {
            return false;
        }

        Interlocked.Exchange(ref _offsetTicks, (at - clock.GetUtcNow()).Ticks);
        return true;
    }
}
