using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Hosting;

/// <summary>The newest lines of a log; memory only.</summary>
internal sealed class LogRing
{
    // What a page can show without paging; older lines are in the log on the machine itself.
    private const int Limit = 500;

    private readonly Queue<LogEntry> _lines = new(Limit);

    /// <summary>Adds a line and drops the oldest one beyond the limit.</summary>
    public void Add(LogEntry entry)
    {
        if (_lines.Count == Limit)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(entry);
    }

    /// <summary>A copy, oldest first.</summary>
    public IReadOnlyList<LogEntry> Lines => [.. _lines];
}
