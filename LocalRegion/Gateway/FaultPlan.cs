namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>The failures that wait to be played. They are a test's business and don't survive a restart.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    public void Replace(IEnumerable<Fault> faults)
    {
        lock (_gate)
        {
            _faults.Clear();
            _faults.AddRange(faults.Where(fault => fault.Count > 0));
        }
    }

    /// <summary>The fault for this call, counted down; null when the call is to go well.</summary>
    public Fault? Take(string action, bool afterEffect)
    {
        lock (_gate)
        {
            var at = _faults.FindIndex(fault => fault.Action == action && fault.AfterEffect == afterEffect);
            if (at < 0)
            {
                return null;
            }

            var fault = _faults[at];
            if (fault.Count == 1)
            {
                _faults.RemoveAt(at);
            }
            else
            {
                _faults[at] = fault with { Count = fault.Count - 1 };
            }

            return fault;
        }
    }
}
