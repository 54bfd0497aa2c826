namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>Spreads calls to the cloud over time, so that an account stays below its limits.</summary>
public interface ICallPace
{
    /// <summary>Returns when the next call to a region may be made.</summary>
    ValueTask Wait(string region, CancellationToken cancellation);
}
