using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Calls;

/// <summary>One try of a call failed.</summary>
/// <param name="fault">What the caller learns when there is no further try.</param>
/// <param name="mayRepeat">Whether repeating is both safe and promising.</param>
/// <param name="pause">The pause that the cloud or the case asks for; null backs off as usual.</param>
internal sealed class FailedTry(FleetException fault, bool mayRepeat, TimeSpan? pause = null) : Exception(fault.Message, fault)
{
    public FleetException Fault { get; } = fault;

    public bool MayRepeat { get; } = mayRepeat;

    public TimeSpan? Pause { get; } = pause;
}
