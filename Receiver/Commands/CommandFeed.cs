using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Commands;

/// <summary>Collects what a command says, and passes it on at most once a second.</summary>
internal sealed partial class CommandFeed(string id, IUplink uplink, TimeProvider clock, ILogger log) : ICommandFeed
{
    /// <summary>A report is a message of at most 4 MiB; nobody reads so many lines.</summary>
    private const int NoteLimit = 5000;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<string> _notes = [];
    private long _sent;
    private long _done;
    private long _total;

    public string Id => id;

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _notes);
            }
        }
    }

    public void Note(string line)
    {
        LogNote(log, id, line);
        lock (_gate)
        {
            if (_notes.Count < NoteLimit)
            {
                _notes.Add(line);
            }
        }

        Tell();
    }

    public void Advance(long doneBytes, long totalBytes)
    {
        lock (_gate)
        {
            (_done, _total) = (doneBytes, totalBytes);
            if (_sent != 0 && clock.GetElapsedTime(_sent) < _pause)
            {
                return;
            }

            _sent = clock.GetTimestamp();
        }

        Tell();
    }

    /// <summary>Where the command stands, also for a silo that has just come back.</summary>
    public void Tell() => uplink.TrySend(new ReceiverUp { Report = Running() });

    /// <summary>Fills in what a final report repeats.</summary>
    public void Complete(CommandReport report)
    {
        report.CommandId = id;
        report.Text = Text;
        lock (_gate)
        {
            (report.DoneBytes, report.TotalBytes) = (_done, _total);
        }
    }

    private CommandReport Running()
    {
        lock (_gate)
        {
            return new CommandReport
            {
                CommandId = id,
                State = CommandReport.Types.State.Running,
                DoneBytes = _done,
                TotalBytes = _total,
                Percent = _total > 0 ? (int)(_done * 100 / _total) : 0,
                Text = _notes.Count > 0 ? _notes[^1] : "",
            };
        }
    }

    [LoggerMessage(6201, LogLevel.Information, "{Command}: {Line}")]
    private static partial void LogNote(ILogger log, string command, string line);
}
