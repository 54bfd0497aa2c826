using FleetMigrator.Grains.Commands;
using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Instances;

/// <summary>The temporary instance that receives one server's data: who may speak for it, and what it was told.</summary>
internal sealed partial class IntermediateInstance(
    [PersistentState("instance", "fleet")] IPersistentState<InstanceRecord> store,
    IOptions<HeartbeatOptions> heartbeat,
    TimeProvider clock,
    ILogger<IntermediateInstance> log) : Grain, IIntermediateInstance
{
    private readonly Liveness _liveness = new(clock, heartbeat.Value);
    private readonly CommandDesk _desk = new();
    private readonly LogRing _log = new();
    private IReceiverSession? _session;

    private InstanceRecord Record => store.State;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Record is { CertificateSha256: not null, Released: false })
        {
            // The service was away, not the receiver: it gets the full limit to say hello again.
            _liveness.Note();
        }

        this.RegisterGrainTimer(DeliverUnanswered, new GrainTimerCreationOptions(heartbeat.Value.Every, heartbeat.Value.Every));
        return Task.CompletedTask;
    }

    public async Task Prepare(string jobId, string region, string tokenSha256)
    {
        if (Record.JobId.Length > 0)
        {
            if (Record.JobId != jobId || Record.TokenSha256 != tokenSha256)
            {
                throw JobErrors.IllegalMove.With($"{Id} belongs to {Record.JobId} already");
            }

            return;
        }

        await this.Save(store, Record with { JobId = jobId, Region = region, TokenSha256 = tokenSha256 });
    }

    public async Task Created(string cloudId, string address)
    {
        if (Record.CloudId != cloudId || Record.Address != address)
        {
            await this.Save(store, Record with { CloudId = cloudId, Address = address });
        }
    }

    public async Task<SessionReply> Connect(ReceiverHello hello, IReceiverSession session)
    {
        Check(hello);
        if (Record.CertificateSha256 is null)
        {
            await this.Save(store, Record with { CertificateSha256 = hello.CertificateSha256 });
            LogBound(Id, hello.CertificateSha256);
        }

        if (Record.BootId != hello.BootId)
        {
            await this.Save(store, Record with { BootId = hello.BootId });
        }

        if (_session is not null && !_session.Equals(session))
        {
            _ = Tell(_session, other => other.Replaced());
        }

        _session = session;
        _liveness.Note();
        foreach (var entry in Record.Commands.Unfinished)
        {
            Deliver(session, entry.Command);
        }

        return new SessionReply(heartbeat.Value.Every, Registered: true);
    }

    public Task<SessionReply> Beat(IReceiverSession session)
    {
        var registered = !Record.Released && _session is not null && _session.Equals(session);
        if (registered)
        {
            _liveness.Note();
        }

        return Task.FromResult(new SessionReply(heartbeat.Value.Every, registered));
    }

    public Task Disconnect(IReceiverSession session)
    {
        if (_session is not null && _session.Equals(session))
        {
            _session = null;
        }

        return Task.CompletedTask;
    }

    public async Task Report(CommandReport report)
    {
        if (Record.Commands.Find(report.CommandId) is not { Report: null })
        {
            return;
        }

        if (report.State is not (CommandState.Succeeded or CommandState.Failed))
        {
            _desk.Note(report);
            return;
        }

        await this.Save(store, Record with { Commands = Record.Commands.End(report) });
        _desk.Forget(report.CommandId);
    }

    public Task Log(LogEntry entry)
    {
        _log.Add(entry);
        return Task.CompletedTask;
    }

    public async Task Command(ReceiverCommand command)
    {
        if (Record.Released || Record.Commands.Find(command.Id) is not null)
        {
            return;
        }

        await this.Save(store, Record with { Commands = ReceiverOrders.Add(Record.Commands, command, clock.GetUtcNow()) });
        if (_session is { } session)
        {
            Deliver(session, command);
        }
    }

    public Task<CommandReport> ReportOf(string commandId) => Task.FromResult(_desk.ReportOf(Record.Commands, commandId));

    public Task<ConvertDiskCommand?> Conversion(string commandId)
        => Task.FromResult(Record.Released ? null : Record.Commands.Find(commandId)?.Command as ConvertDiskCommand);

    public async Task Released()
    {
        if (Record.JobId.Length == 0 || Record.Released)
        {
            return;
        }

        await this.Save(store, Record with { Released = true, TokenSha256 = "", Commands = Record.Commands.Withdraw(_ => true) });
        if (_session is { } session)
        {
            _session = null;
            _ = Tell(session, other => other.Replaced());
        }
    }

    public Task<InstanceView> View() => Task.FromResult(new InstanceView(
        Id, Record.JobId, Record.Region, Record.CloudId, Record.Address, Record.CertificateSha256,
        !Record.Released && _liveness.Alive, _liveness.Heard, Record.Released)
    {
        BootId = Record.BootId,
    });

    public Task<IReadOnlyList<LogEntry>> Logs() => Task.FromResult(_log.Lines);

    /// <summary>The token is good for one certificate; afterwards the certificate alone proves the instance.</summary>
    private void Check(ReceiverHello hello)
    {
        if (Record.JobId.Length == 0 || Record.Released)
        {
            throw AccessErrors.BadToken.With($"{Id} is not expected");
        }

        var secret = hello.Token[(hello.Token.LastIndexOf('.') + 1)..];
        var proven = Record.CertificateSha256 is { } bound
            ? bound == hello.CertificateSha256
            : hello.CertificateSha256.Length > 0 && CodeText.Hash(secret) == Record.TokenSha256;
        if (!proven)
        {
            LogRefused(Id, hello.CertificateSha256);
            throw AccessErrors.BadToken.With(Record.CertificateSha256 is null ? $"the token for {Id} is wrong" : $"{Id} is bound to another certificate");
        }
    }

    private Task DeliverUnanswered(CancellationToken cancellation)
    {
        if (_session is { } session)
        {
            foreach (var entry in Record.Commands.Unfinished.Where(entry => !_desk.Heard(entry.Id)))
            {
                Deliver(session, entry.Command);
            }
        }

        return Task.CompletedTask;
    }

    // Nobody waits for a delivery: the command is stored and is sent again until it is reported on.
    private void Deliver(IReceiverSession session, ReceiverCommand command) => _ = Tell(session, other => other.Deliver(command));

    private async Task Tell(IReceiverSession session, Func<IReceiverSession, Task> message)
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

    [LoggerMessage(3201, LogLevel.Information, "Intermediate instance {InstanceId} is bound to certificate {CertificateSha256}")]
    private partial void LogBound(string instanceId, string certificateSha256);

    [LoggerMessage(3202, LogLevel.Warning, "A receiver with certificate {CertificateSha256} could not prove to be {InstanceId}")]
    private partial void LogRefused(string instanceId, string certificateSha256);

    [LoggerMessage(3203, LogLevel.Debug, "A message to the receiver of {InstanceId} was not delivered: {Reason}")]
    private partial void LogUndelivered(string instanceId, string reason);
}
