using System.Collections.Concurrent;
using System.Threading.Channels;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Commands;

/// <summary>
/// Takes commands, does each once and one at a time (they share the disks), and repeats the answer to whoever asks again.
/// </summary>
internal sealed partial class CommandDesk(
    CommandJournal journal, ICommandHandler handler, IUplink uplink, TimeProvider clock, ILogger<CommandDesk> log)
{
    /// <summary>A job has some ten commands; more waiting at once would mean that something runs wild.</summary>
    private const int QueueLimit = 100;

    private readonly Channel<ReceiverCommand> _queue = Channel.CreateBounded<ReceiverCommand>(QueueLimit);
    private readonly ConcurrentDictionary<string, CommandFeed> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CommandReport> _undelivered = new(StringComparer.Ordinal);

    /// <summary>Safe to call any number of times with the same command.</summary>
    public void Take(ReceiverCommand command)
    {
        if (journal.Report(command.Id) is { } report)
        {
            Deliver(report);
            return;
        }

        var feed = new CommandFeed(command.Id, uplink, clock, log);
        if (!_open.TryAdd(command.Id, feed))
        {
            _open.GetValueOrDefault(command.Id)?.Tell();
            return;
        }

        if (!journal.Knows(command.Id))
        {
            journal.Accept(command);
        }

        if (!_queue.Writer.TryWrite(command))
        {
            _open.TryRemove(command.Id, out _);
            LogQueueFull(log, command.Id);
        }
    }

    /// <summary>Says what a session that has just begun may have missed.</summary>
    public void Repeat()
    {
        foreach (var report in _undelivered.Values)
        {
            Deliver(report);
        }

        foreach (var feed in _open.Values)
        {
            feed.Tell();
        }
    }

    /// <summary>Continues what a former life left unfinished, then does what comes, until cancelled.</summary>
    public async Task Work(CancellationToken cancellation)
    {
        foreach (var command in journal.Unfinished())
        {
            LogContinued(log, command.Id, command.CommandCase);
            Take(command);
        }

        await foreach (var command in _queue.Reader.ReadAllAsync(cancellation))
        {
            LogStarted(log, command.Id, command.CommandCase);
            var report = await Do(handler, command, _open[command.Id], log, cancellation);
            journal.Finish(report);
            _open.TryRemove(command.Id, out _);
            Deliver(report);
        }
    }

    /// <summary>Does one command outside any journal.</summary>
    public static async Task<CommandReport> Once(
        ICommandHandler handler, ReceiverCommand command, IUplink uplink, TimeProvider clock, ILogger log, CancellationToken cancellation)
    {
        var report = await Do(handler, command, new CommandFeed(command.Id, uplink, clock, log), log, cancellation);
        uplink.TrySend(new ReceiverUp { Report = report });
        return report;
    }

    private static async Task<CommandReport> Do(
        ICommandHandler handler, ReceiverCommand command, CommandFeed feed, ILogger log, CancellationToken cancellation)
    {
        var report = new CommandReport { State = CommandReport.Types.State.Succeeded, Percent = 100 };
        try
        {
            await handler.Run(command, report, feed, cancellation);
        }
        catch (ReceiverException e)
        {
            LogFailed(log, e, command.Id, command.CommandCase);
            report = Failed(e.Code, e.Cause, e.Retryable);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // The edge of a command: whatever nobody foresaw still has to reach a person, with a code.
            LogFailed(log, e, command.Id, command.CommandCase);
            report = Failed(FaultCode.ToolFailed, $"{e.GetType().Name}: {e.Message}", retryable: true);
        }

        feed.Complete(report);
        LogEnded(log, command.Id, command.CommandCase, report.State);
        return report;
    }

    private static CommandReport Failed(FaultCode code, string cause, bool retryable) => new()
    {
        State = CommandReport.Types.State.Failed,
        ErrorCode = code.Id,
        ErrorText = $"{code.Title}: {cause}",
        ErrorRemedy = code.Remedy,
        Retryable = retryable,
    };

    private void Deliver(CommandReport report)
    {
        if (uplink.TrySend(new ReceiverUp { Report = report }))
        {
            _undelivered.TryRemove(report.CommandId, out _);
        }
        else
        {
            _undelivered[report.CommandId] = report;
        }
    }

    [LoggerMessage(6211, LogLevel.Information, "Command {Command} started: {Kind}")]
    private static partial void LogStarted(ILogger log, string command, ReceiverCommand.CommandOneofCase kind);

    [LoggerMessage(6212, LogLevel.Information, "Command {Command} was left unfinished and is taken up again: {Kind}")]
    private static partial void LogContinued(ILogger log, string command, ReceiverCommand.CommandOneofCase kind);

    [LoggerMessage(6213, LogLevel.Error, "Command {Command} failed: {Kind}")]
    private static partial void LogFailed(ILogger log, Exception error, string command, ReceiverCommand.CommandOneofCase kind);

    [LoggerMessage(6214, LogLevel.Information, "Command {Command} ended: {Kind} {State}")]
    private static partial void LogEnded(ILogger log, string command, ReceiverCommand.CommandOneofCase kind, CommandReport.Types.State state);

    [LoggerMessage(6215, LogLevel.Warning, "Command {Command} was put off: too many are waiting")]
    private static partial void LogQueueFull(ILogger log, string command);
}
