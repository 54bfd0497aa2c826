using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Network;
using FleetMigrator.Agent.Sessions;
using FleetMigrator.Transfer;
using FleetMigrator.Transfer.Protos;
using Grpc.Core;
using Grpc.Net.Client;

namespace FleetMigrator.Agent.Replication;

/// <summary>The control connection to the receiver (port 8080): opens the attempt, again after each restart of the receiver.</summary>
internal sealed class ReceiverLink : IDisposable
{
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(30);

    private readonly StartSync _order;
    private readonly AgentLog _log;
    private readonly TimeProvider _clock;
    private readonly Action<string> _tell;
    private readonly GrpcChannel _channel;
    private readonly ReceiverControl.ReceiverControlClient _receiver;

    /// <param name="order">Address, port and certificate hash of the receiver.</param>
    /// <param name="tell">Told in words when the receiver is away and when it is back.</param>
    public ReceiverLink(StartSync order, TlsChannel tls, Identity identity, AgentLog log, TimeProvider clock, Action<string> tell)
    {
        (_order, _log, _clock, _tell) = (order, log, clock, tell);
        var address = new UriBuilder(Uri.UriSchemeHttps, order.ReceiverAddress, order.ControlPort).Uri;
        _channel = tls.ToReceiver(address, order.ReceiverCertificateSha256.ToByteArray(), identity.Certificate);
        _receiver = new ReceiverControl.ReceiverControlClient(_channel);
    }

    /// <summary>Opens the attempt, however long the receiver takes to come.</summary>
    /// <exception cref="AgentException">FM-5002 when somebody else answers, FM-5007 when a newer attempt took over.</exception>
    public async Task<OpenReply> Open(CancellationToken cancellation)
    {
        var request = new OpenRequest
        {
            JobId = _order.JobId,
            Epoch = _order.Epoch,
            AgentVersion = AgentVersion.Current,
            Settings = _order.Settings,
        };
        var backoff = Backoff.Usual();
        var away = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var reply = await _receiver.OpenAsync(request, deadline: Deadline(), cancellationToken: cancellation);
                if (away)
                {
                    _tell($"the intermediate instance at {_order.ReceiverAddress} is back");
                }

                return reply;
            }
            catch (RpcException e) when (!cancellation.IsCancellationRequested)
            {
                var refusal = ServiceRefusal.Read(e, new Uri($"https://{_order.ReceiverAddress}:{_order.ControlPort}"));
                if (refusal.Fault.Code is "FM-5002" or "FM-5007")
                {
                    throw refusal;
                }

                // Not there yet, restarting, or its disks not ready: all of them pass, and the service decides when to give up.
                if (!away)
                {
                    away = true;
                    _tell($"waiting for the intermediate instance at {_order.ReceiverAddress}:{_order.ControlPort}: {e.Status.Detail}");
                }

                _log.Warn($"Open at {_order.ReceiverAddress}:{_order.ControlPort}: {e.StatusCode} {e.Status.Detail}");
            }

            await Task.Delay(backoff.Next(), _clock, cancellation);
        }
    }

    /// <summary>
    /// Compares the last round with what the receiver counted. The data connection's goodbye has said already that all is
    /// durable and the same at both ends; a receiver that was started anew since then has no count any more, which is no
    /// reason to copy again.
    /// </summary>
    public async Task Confirm(RoundSummary round, CancellationToken cancellation)
    {
        var request = new EndRoundRequest { JobId = _order.JobId, Epoch = _order.Epoch, Round = round.Round };
        try
        {
            var counted = await _receiver.EndRoundAsync(request, deadline: Deadline(), cancellationToken: cancellation);
            if (counted.Files != round.Entries || counted.Bytes != round.Bytes)
            {
                // A round whose end got lost on the way is counted twice there, so a difference proves nothing by itself.
                _log.Warn($"Round {round.Round}: {round.Entries} entries with {round.Bytes} bytes were sent, the receiver counted {counted.Files} with {counted.Bytes}");
            }
        }
        catch (RpcException e) when (!cancellation.IsCancellationRequested)
        {
            _log.Warn($"The receiver did not confirm round {round.Round} on its control port: {e.Status.Detail}");
        }
    }

    /// <summary>
    /// Keeps the attempt open until cancelled: watches the receiver, and when it was away, opens again as soon as it is back.
    /// </summary>
    public async Task KeepOpen(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var watch = _receiver.Watch(new WatchRequest { JobId = _order.JobId }, cancellationToken: cancellation);
                while (await watch.ResponseStream.MoveNext(cancellation))
                {
                    if (watch.ResponseStream.Current is { ErrorCode.Length: > 0 } state)
                    {
                        _tell($"the receiver reports {state.ErrorCode}: {state.ErrorText}");
                    }
                }
            }
            catch (RpcException e) when (!cancellation.IsCancellationRequested)
            {
                _log.Info($"The control connection to {_order.ReceiverAddress} broke: {e.Status.Detail}");
            }
            catch (RpcException)
            {
                return; // the transfer has ended
            }

            await Open(cancellation);
        }
    }

    public void Dispose() => _channel.Dispose();

    private DateTime Deadline() => _clock.GetUtcNow().Add(CallTime).UtcDateTime;
}
