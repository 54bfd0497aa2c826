using FleetMigrator.Grains.Commands;
using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Sources;

/// <summary>The agent's stream: hello, heartbeats, commands and their reports.</summary>
internal sealed partial class SourceServer
{
    private static readonly TimeSpan ProgressStoredEvery = TimeSpan.FromMinutes(5);

    private readonly CommandDesk _desk = new();
    private readonly LogRing _log = new();
    private readonly BootHistory _boots = new(clock);
    private IAgentSession? _session;
    private SyncProgress? _progress;
    private DateTimeOffset _progressStored;

    public async Task<SessionReply> Connect(AgentHello hello, IAgentSession session)
    {
        MustExist();
        if (hello.CertificateSha256 != Record.CertificateSha256)
        {
            throw AccessErrors.NoCertificate.With($"the certificate shown for {Id} is not the one that was issued last");
        }

        if (_session is not null && !_session.Equals(session))
        {
            EndSession();
        }

        _session = session;
        var next = Record with { AgentVersion = hello.AgentVersion, Capabilities = hello.Capabilities, Inventory = hello.Inventory };
        if (_boots.IsBackFromAnother(hello.BootId))
        {
            next = next with { Fault = SourceErrors.SharedIdentity.Fault($"two machines with the certificate of {Record.Name} ({Id}) take turns") };
        }

        await Alive(Facts.Same(next, Record) ? Record : next);
        foreach (var entry in Record.Commands.Unfinished)
        {
            Deliver(session, entry.Command);
        }

        return new SessionReply(heartbeat.Value.Every, Registered: true);
    }

    public async Task<SessionReply> Beat(IAgentSession session)
    {
        if (!Exists || _session is null || !_session.Equals(session))
        {
            return new SessionReply(heartbeat.Value.Every, Registered: false);
        }

        await Alive(_boots.Settled && Record.Fault?.Code == SourceErrors.SharedIdentity.Id ? Record with { Fault = null } : Record);
        return new SessionReply(heartbeat.Value.Every, Registered: true);
    }

    public Task<bool> RunsElsewhere(string bootId) => Task.FromResult(Exists && _session is not null && _liveness.Alive && _boots.IsAnother(bootId));

    public Task Disconnect(IAgentSession session)
    {
        if (_session is not null && _session.Equals(session))
        {
            // Not offline yet: an agent that reconnects within the limit was never away.
            _session = null;
        }

        return Task.CompletedTask;
    }

    public async Task Report(CommandReport report)
    {
        // Withdrawn commands and repeated last words change nothing.
        if (!Exists || Record.Commands.Find(report.CommandId) is not { Report: null } entry)
        {
            return;
        }

        if (report.State is not (CommandState.Succeeded or CommandState.Failed))
        {
            _desk.Note(report);
            return;
        }

        var next = Record with { Commands = Record.Commands.End(report) };
        await Save((entry.Command, report) switch
        {
            (PreflightCommand, _) when report.Checks.Count > 0 => next with { Checks = report.Checks },
            (RefreshInventoryCommand, { Fault: { } fault }) => next with { Fault = fault },
            (RefreshInventoryCommand, { Inventory: { } inventory }) => next with { Inventory = inventory, Fault = null },
            _ => next,
        });
        _desk.Forget(report.CommandId);
    }

    public async Task Progress(SyncProgress progress)
    {
        if (!Exists || !Record.JobOpen || Record.JobId != progress.JobId)
        {
            return;
        }

        _progress = progress;
        var now = clock.GetUtcNow();
        if (now - _progressStored >= ProgressStoredEvery)
        {
            _progressStored = now;
            await Save(Record with { Progress = progress });
        }
    }

    public Task Log(LogEntry entry)
    {
        _log.Add(entry);
        return Task.CompletedTask;
    }

    public async Task Command(SourceCommand command)
    {
        MustExist();
        if (Record.Commands.Find(command.Id) is not null)
        {
            return;
        }

        await Save(Record with { Commands = SourceOrders.Add(Record.Commands, command, clock.GetUtcNow()) });
        if (_session is { } session)
        {
            Deliver(session, command);
        }
    }

    public Task<CommandReport> ReportOf(string commandId) => Task.FromResult(_desk.ReportOf(Record.Commands, commandId));

    public Task<SyncProgress?> ProgressOf(string jobId)
    {
        var newest = _progress ?? Record.Progress;
        return Task.FromResult(newest?.JobId == jobId ? newest : null);
    }

    public Task<IReadOnlyList<LogEntry>> Logs() => Task.FromResult(_log.Lines);

    /// <summary>A sign of life; writes only when something changed by it.</summary>
    private async Task Alive(SourceRecord next)
    {
        _liveness.Note();
        if (!next.Online || !ReferenceEquals(next, Record))
        {
            var back = !Record.Online;
            await Save(next with { Online = true, LastSeen = clock.GetUtcNow() });
            if (back)
            {
                LogOnline(Id);
            }
        }
    }

    private void DeliverUnanswered()
    {
        if (_session is not { } session)
        {
            return;
        }

        foreach (var entry in Record.Commands.Unfinished.Where(entry => !_desk.Heard(entry.Id)))
        {
            Deliver(session, entry.Command);
        }
    }

    private void EndSession()
    {
        if (_session is { } session)
        {
            _session = null;
            _ = Tell(session, other => other.Replaced());
        }
    }

    // Nobody waits for a delivery: the command is stored and is sent again until it is reported on.
    private void Deliver(IAgentSession session, SourceCommand command) => _ = Tell(session, other => other.Deliver(command));

    private async Task Tell(IAgentSession session, Func<IAgentSession, Task> message)
    {
        try
        {
            await message(session);
        }
        catch (Exception exception)
        {
            // The stream's end is known by its silence; a message that missed it is sent again to the next stream.
            LogUndelivered(Id, exception.Message);
        }
    }

    [LoggerMessage(2104, LogLevel.Information, "Source server {SourceId} is online")]
    private partial void LogOnline(string sourceId);

    [LoggerMessage(2105, LogLevel.Debug, "A message to the agent of {SourceId} was not delivered: {Reason}")]
    private partial void LogUndelivered(string sourceId, string reason);
}
