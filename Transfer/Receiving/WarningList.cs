namespace FleetMigrator.Transfer.Receiving;

/// <summary>What could not be kept exactly, at most a hundred lines and a count.</summary>
internal sealed class WarningList
{
    private const int Most = 100;

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private long _more;

    public void Add(string line)
    {
        lock (_gate)
        {
            if (_lines.Count < Most)
            {
                _lines.Add(line);
            }
            else
            {
                _more++;
            }
        }
    }

    public IReadOnlyList<string> Snapshot()
    {
        lock (_gate)
        {
            return _more == 0 ? [.. _lines] : [.. _lines, $"and {_more} more"];
        }
    }
}
