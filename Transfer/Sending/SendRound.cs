using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>What one round collects while it runs. Safe for all threads.</summary>
internal sealed class SendRound(int number, WorkQueue queue, HaveSet have, bool firstOfSession)
{
    private const int MostNamed = 100;

    private readonly Lock _gate = new();
    private readonly List<string> _changing = [];
    private readonly List<string> _unreadable = [];
    private long _changingCount;
    private long _unreadableCount;
    private long _entries;
    private long _bytes;
    private long _kept;
    private long _sockets;
    private UInt128 _digest;

    public int Number { get; } = number;
    public WorkQueue Queue { get; } = queue;
    public HaveSet Have { get; } = have;

    /// <summary>Then folders are sent even if nothing changed: a crash may have come between their content and their times.</summary>
    public bool FirstOfSession { get; } = firstOfSession;

    public long Entries => Interlocked.Read(ref _entries);
    public long Bytes => Interlocked.Read(ref _bytes);
    public long Kept => Interlocked.Read(ref _kept);
    public long Sockets => Interlocked.Read(ref _sockets);
    public long StillChanging => Interlocked.Read(ref _changingCount);
    public IReadOnlyList<string> Changing => _changing;
    public long UnreadableCount => Interlocked.Read(ref _unreadableCount);
    public IReadOnlyList<string> UnreadableNames => _unreadable;

    public UInt128 Digest
    {
        get
        {
            lock (_gate)
            {
                return _digest;
            }
        }
    }

    public void Keep() => Interlocked.Increment(ref _kept);

    public void SkipSocket() => Interlocked.Increment(ref _sockets);

    /// <summary>An entry was read; if it changed meanwhile, it is sent but not remembered.</summary>
    public void Read(OpenVolume volume, ReadOnlySpan<byte> path, bool calm)
    {
        if (calm)
        {
            return;
        }

        lock (_gate)
        {
            _changingCount++;
            Name(_changing, volume, path, null);
        }
    }

    /// <summary>It was there at the scan and isn't any more: the next scan and the deletions deal with that.</summary>
    public void Vanished(OpenVolume volume, ReadOnlySpan<byte> path) => Read(volume, path, calm: false);

    public void NotOpened(OpenVolume volume, ReadOnlySpan<byte> path, int error)
    {
        if (error is Errno.NoEntry or Errno.NotFolder or Errno.Loop or Errno.NoDevice or Errno.Stale)
        {
            Vanished(volume, path);
            return;
        }

        Unreadable(volume, path, error);
    }

    /// <summary>The disk or the rights don't let it be read. The round goes on, but can't end well.</summary>
    public void Unreadable(OpenVolume volume, ReadOnlySpan<byte> path, int error)
    {
        lock (_gate)
        {
            _unreadableCount++;
            Name(_unreadable, volume, path, error);
        }
    }

    /// <summary>The receiver applied a unit.</summary>
    public void Applied(WorkUnit unit, int entries, UInt128 digest)
    {
        Interlocked.Add(ref _entries, entries);
        Interlocked.Add(ref _bytes, unit.ContentBytes);
        lock (_gate)
        {
            _digest += digest;
            _changingCount += unit.Entries - entries;
        }
    }

    private static void Name(List<string> names, OpenVolume volume, ReadOnlySpan<byte> path, int? error)
    {
        if (names.Count < MostNamed)
        {
            var text = $"{volume.Volume.RootPath.TrimEnd('/')}/{(path.IsEmpty ? "" : NameText.Readable(path))}";
            names.Add(error is null ? text : $"{text} (errno {error})");
        }
    }
}
