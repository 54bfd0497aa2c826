namespace FleetMigrator.Grains.Sources;

/// <summary>
/// The boots of the machines that showed one certificate; memory only. A machine that boots anew never returns to an earlier boot: two
/// that take turns are two machines.
/// </summary>
internal sealed class BootHistory(TimeProvider clock)
{
    // More machines than that have no common history worth keeping.
    private const int Kept = 16;

    private static readonly TimeSpan SettledAfter = TimeSpan.FromMinutes(2);

    private readonly List<string> _earlier = [];
    private string _now = "";
    private DateTimeOffset _since;

    /// <summary>Whether no other machine came for a while.</summary>
    public bool Settled => clock.GetUtcNow() - _since > SettledAfter;

    /// <summary>Whether this boot is not the present one. Who does not say is not another.</summary>
    public bool IsAnother(string bootId) => bootId.Length > 0 && _now.Length > 0 && bootId != _now;

    /// <summary>Notes who is here now, and says whether that one was here before somebody else.</summary>
    public bool IsBackFromAnother(string bootId)
    {
        if (bootId.Length == 0 || bootId == _now)
        {
            return false;
        }

        var back = _earlier.Remove(bootId);
        if (_now.Length > 0)
        {
            _earlier.Add(_now);
        }

        if (_earlier.Count > Kept)
        {
            _earlier.RemoveAt(0);
        }

        (_now, _since) = (bootId, clock.GetUtcNow());
        return back;
    }
}
