using System.Runtime.InteropServices;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>
/// Turns what was applied into what survives a crash: the file systems are synced first, then the journal says so. Runs every
/// two seconds, or when enough has gathered, whichever comes first; that bounds what has to be sent again.
/// </summary>
internal sealed class Durability : IDisposable
{
    private readonly IReadOnlyDictionary<int, ReceivingVolume> _volumes;
    private readonly Action<Exception> _failed;
    private readonly Action _advanced;
    private readonly Lock _gate = new();
    private readonly Lock _flushGate = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private readonly TimeSpan _interval;
    private readonly long _mostBytes;
    private Dictionary<int, Pending> _pending = [];
    private List<Action> _afterwards = [];
    private long _pendingBytes;
    private long _appliedBytes;
    private long _durableBytes;
    private volatile bool _stopped;

    public Durability(IReadOnlyDictionary<int, ReceivingVolume> volumes, TimeSpan interval, long mostBytes, Action advanced, Action<Exception> failed)
    {
        (_volumes, _interval, _mostBytes, _advanced, _failed) = (volumes, interval, mostBytes, advanced, failed);
        _thread = new Thread(Run) { IsBackground = true, Name = "durability" };
        _thread.Start();
    }

    public long AppliedBytes => Interlocked.Read(ref _appliedBytes);
    public long DurableBytes => Interlocked.Read(ref _durableBytes);

    /// <summary>An entry or a range is finished, as far as this process knows.</summary>
    /// <param name="content">Hash of what was written; zero forgets what is stored, null says nothing about it.</param>
    public void Applied(int volume, ulong key, UInt128 identity, long bytes, UInt128? content = null)
    {
        lock (_gate)
        {
            var pending = PendingOf(volume); // Also without a record: the volume has something to sync.
            if (identity != UInt128.Zero)
            {
                pending.Finished.Add(new JournalRecord(key, identity));
            }

            if (content is { } hash)
            {
                pending.Contents.Add(new JournalRecord(key, hash));
            }

            _pendingBytes += bytes;
            Interlocked.Add(ref _appliedBytes, bytes);
            if (_pendingBytes >= _mostBytes)
            {
                _wake.Set();
            }
        }
    }

    /// <summary>
    /// An entry is about to be replaced or deleted, so the journal may not promise it any longer. Written at once: dying between
    /// this and the change costs sending the entry again, the other order would lose it.
    /// </summary>
    public void Forget(int volume, ulong key)
    {
        var record = new JournalRecord(key, UInt128.Zero);
        lock (_gate)
        {
            PendingOf(volume).Finished.Add(record); // Behind what is pending for the same key.
        }

        _volumes[volume].Journal.Append([record]);
    }

    /// <summary>Runs when everything applied so far has become durable.</summary>
    public void Afterwards(Action action)
    {
        lock (_gate)
        {
            _afterwards.Add(action);
        }
    }

    /// <summary>Makes everything applied so far durable.</summary>
    public void Flush()
    {
        lock (_flushGate)
        {
            Dictionary<int, Pending> pending;
            List<Action> afterwards;
            long bytes;
            lock (_gate)
            {
                (pending, afterwards, bytes) = (_pending, _afterwards, _pendingBytes);
                (_pending, _afterwards, _pendingBytes) = ([], [], 0);
            }

            foreach (var (id, records) in pending)
            {
                _volumes[id].Root.FlushFileSystem();
                // Contents first: what is finished must have its hash.
                Append(_volumes[id].Content.Journal, records.Contents);
                Append(_volumes[id].Journal, records.Finished);
            }

            Interlocked.Add(ref _durableBytes, bytes);
            afterwards.ForEach(action => action());
        }
    }

    public void Dispose()
    {
        _stopped = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private static void Append(Journal journal, List<JournalRecord> records)
    {
        journal.Append(CollectionsMarshal.AsSpan(records));
        journal.Flush();
    }

    private Pending PendingOf(int volume)
        => _pending.TryGetValue(volume, out var records) ? records : _pending[volume] = new Pending([], []);

    private void Run()
    {
        while (!_stopped)
        {
            _wake.WaitOne(_interval);
            if (_stopped)
            {
                return;
            }

            try
            {
                var before = DurableBytes;
                Flush();
                if (DurableBytes != before)
                {
                    _advanced();
                }
            }
            catch (Exception error) // The edge of a thread: a failed sync ends the session, never the process.
            {
                _failed(error);
            }
        }
    }

    private sealed record Pending(List<JournalRecord> Finished, List<JournalRecord> Contents);
}
