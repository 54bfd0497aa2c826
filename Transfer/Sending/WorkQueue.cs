namespace FleetMigrator.Transfer.Sending;

/// <summary>
/// The units that wait for a stream. Bounded, so that the scan never runs far ahead of the wire, and it knows when
/// everything handed out has been acknowledged: that is the barrier between the parts of a round.
/// </summary>
internal sealed class WorkQueue
{
    /// <summary>At a batch of at most 256 paths each, a few megabytes.</summary>
    private const int Bound = 64;

    private readonly object _gate = new();
    private readonly LinkedList<WorkUnit> _units = [];
    private long _outstanding;
    private ulong _nextId;
    private Exception? _failure;
    private bool _closed;

    /// <summary>Adds a unit, after waiting for room unless it is urgent.</summary>
    /// <exception cref="IOException">The session has failed.</exception>
    public void Add(WorkUnit unit, bool urgent = false)
    {
        lock (_gate)
        {
            while (!urgent && _units.Count >= Bound && _failure is null)
            {
                Monitor.Wait(_gate);
            }

            ThrowIfFailed();
            unit.Id = ++_nextId;
            _outstanding++;
            Insert(unit, urgent);
        }
    }

    /// <summary>The next unit; null when the queue was closed or the session failed.</summary>
    public WorkUnit? Take()
    {
        lock (_gate)
        {
            while (_units.Count == 0 && !_closed && _failure is null)
            {
                Monitor.Wait(_gate);
            }

            if (_failure is not null || _units.First is not { } first)
            {
                return null;
            }

            _units.RemoveFirst();
            Monitor.PulseAll(_gate);
            return first.Value;
        }
    }

    /// <summary>A unit is through.</summary>
    public void Done()
    {
        lock (_gate)
        {
            _outstanding--;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A unit that was taken must be sent once more.</summary>
    public void Again(WorkUnit unit)
    {
        lock (_gate)
        {
            Insert(unit, urgent: true);
        }
    }

    /// <summary>Waits until every unit is through.</summary>
    /// <exception cref="IOException">The session has failed.</exception>
    public void WaitUntilIdle()
    {
        lock (_gate)
        {
            while (_outstanding > 0 && _failure is null)
            {
                Monitor.Wait(_gate);
            }

            ThrowIfFailed();
        }
    }

    /// <summary>Lets the streams end.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            Monitor.PulseAll(_gate);
        }
    }

    private void Insert(WorkUnit unit, bool urgent)
    {
        if (urgent)
        {
            _units.AddFirst(unit);
        }
        else
        {
            _units.AddLast(unit);
        }

        Monitor.PulseAll(_gate);
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            throw new IOException("the session has failed", _failure);
        }
    }
}
