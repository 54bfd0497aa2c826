namespace FleetMigrator.Transfer.Tests.Flow;

/// <summary>A monotonic clock that stands still until told otherwise.</summary>
internal sealed class ManualClock : TimeProvider
{
    public TimeSpan Elapsed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public void Advance(TimeSpan by) => Elapsed += by;
}
