using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Sessions;

/// <summary>
/// What waits to be told to the service. It outlives sessions: work goes on while the service is away. Reports are all
/// kept, of progress only the newest, of log lines a bounded number.
/// </summary>
internal sealed class Outbox : IDisposable
{
    private const int MaxLogLines = 200;
    private const int MaxReports = 1000; // commands are few; a bound for the case that one isn't

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _something = new(0);
    private readonly Queue<CommandReport> _reports = new();
    private readonly Queue<LogLine> _lines = new();
    private SyncProgress? _progress;
    private Heartbeat? _heartbeat;

    public void Report(CommandReport report) => Change(() =>
    {
        if (_reports.Count >= MaxReports)
        {
            _reports.Dequeue();
        }

        _reports.Enqueue(report);
    });

    public void Progress(SyncProgress progress) => Change(() => _progress = progress);

    public void Beat(Heartbeat heartbeat) => Change(() => _heartbeat = heartbeat);

    public void Log(LogLine line) => Change(() =>
    {
        if (_lines.Count >= MaxLogLines)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(line);
    });

    /// <summary>Forgets the log lines that wait.</summary>
    public void DropLog() => Change(_lines.Clear);

    /// <summary>Waits for the next message. Heartbeats first: they must not queue behind anything.</summary>
    public async Task<AgentUp> Next(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_gate)
            {
                if (Take() is { } message)
                {
                    return message;
                }
            }

            await _something.WaitAsync(cancellation);
        }
    }

    /// <summary>Puts back what could not be sent. Heartbeats and old progress aren't worth it.</summary>
    public void Return(AgentUp message)
    {
        if (message.MessageCase == AgentUp.MessageOneofCase.Report)
        {
            Report(message.Report);
        }
        else if (message.MessageCase == AgentUp.MessageOneofCase.Progress)
        {
            Change(() => _progress ??= message.Progress);
        }
    }

    public void Dispose() => _something.Dispose();

    private AgentUp? Take()
    {
        if (_heartbeat is { } heartbeat)
        {
            _heartbeat = null;
            return new AgentUp { Heartbeat = heartbeat };
        }

        if (_reports.TryDequeue(out var report))
        {
            return new AgentUp { Report = report };
        }

        if (_progress is { } progress)
        {
            _progress = null;
            return new AgentUp { Progress = progress };
        }

        return _lines.TryDequeue(out var line) ? new AgentUp { Log = line } : null;
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
        }

        _something.Release();
    }
}
