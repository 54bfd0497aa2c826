using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>The connections of one try of the sender, and what its running round did.</summary>
internal sealed class ReceiveSession(Preface preface, Durability durability)
{
    private readonly Lock _gate = new();
    private readonly List<ReceiveConnection> _connections = [];
    private readonly Dictionary<int, SeenPaths> _seen = [];
    private readonly long _durableBefore = durability.DurableBytes;
    private UInt128 _digest;
    private long _entries;
    private long _bytes;
    private int _goodbyes;
    private bool _closed;

    public UInt128 Id => preface.Session;
    public long Epoch => preface.Epoch;

    public int Connections
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>Adds a connection; false when the session is closed already.</summary>
    public bool TryAdd(ReceiveConnection connection)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _connections.Add(connection);
            }

            return !_closed;
        }
    }

    public void Remove(ReceiveConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
        }
    }

    /// <summary>Breaks all connections and waits until none of them touches the target any more.</summary>
    public void Close()
    {
        List<ReceiveConnection> open;
        lock (_gate)
        {
            _closed = true;
            open = [.. _connections];
        }

        open.ForEach(connection => connection.Break());
        open.ForEach(connection => connection.WaitForEnd());
    }

    public void BeginRound()
    {
        lock (_gate)
        {
            (_digest, _entries, _bytes) = (UInt128.Zero, 0, 0);
            _seen.Clear();
        }
    }

    public void Applied(int entries, long bytes, UInt128 digest)
    {
        lock (_gate)
        {
            _entries += entries;
            _bytes += bytes;
            _digest += digest;
        }
    }

    public (long Entries, long Bytes, UInt128 Digest) Totals()
    {
        lock (_gate)
        {
            return (_entries, _bytes, _digest);
        }
    }

    public SeenPaths Seen(int volume)
    {
        lock (_gate)
        {
            return _seen.TryGetValue(volume, out var seen) ? seen : _seen[volume] = new SeenPaths();
        }
    }

    /// <summary>A stream said goodbye; true when it was the last one.</summary>
    public bool Goodbye() => Interlocked.Increment(ref _goodbyes) == preface.Streams;

    public void Ping() => ForEach(connection => connection.Frames.Ping());

    /// <summary>Tells the sender how much of what it sent survives a crash by now.</summary>
    public void TellDurable()
    {
        var bytes = BitConverter.GetBytes(durability.DurableBytes - _durableBefore);
        ForEach(connection =>
        {
            if (connection.Stream == 0)
            {
                connection.Frames.Write(FrameType.Durable, bytes);
            }
        });
    }

    private void ForEach(Action<ReceiveConnection> action)
    {
        List<ReceiveConnection> open;
        lock (_gate)
        {
            open = [.. _connections];
        }

        foreach (var connection in open)
        {
            try
            {
                action(connection);
            }
            catch (Exception error) when (error is IOException or InvalidOperationException or NotSupportedException)
            {
                connection.Break(); // Its own thread finds the same, and reports it.
            }
        }
    }
}
