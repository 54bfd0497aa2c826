using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Images;
using FleetMigrator.Transfer.Protos;
using FleetMigrator.Transfer.Security;
using Grpc.Core;
using Grpc.Net.Client;

namespace FleetMigrator.Receiver.Session;

/// <summary>Keeps one stream to a silo open, for ever: says hello, beats, carries reports up and commands down.</summary>
internal sealed partial class SiloSession(
    SiloAddress options, X509Certificate2 identity, Outbox outbox, CommandDesk desk, PresignedUrls urls, TimeProvider clock, ILogger<SiloSession> log)
{
    /// <summary>Until the silo names another.</summary>
    private static readonly TimeSpan _defaultBeat = TimeSpan.FromSeconds(5);

    /// <summary>A silo that answers no beat for so long is gone, even if TCP does not know yet.</summary>
    private const int SilentBeats = 6;

    private TimeSpan _beat = _defaultBeat;
    private long _heard;

    public async Task Run(CancellationToken cancellation)
    {
        var backoff = new Backoff(Random.Shared);
        while (true)
        {
            try
            {
                await Once(backoff, cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested
                && e is RpcException or HttpRequestException or IOException or OperationCanceledException or AuthenticationException)
            {
                LogLost(options.Silo, e.Message);
            }

            cancellation.ThrowIfCancellationRequested();
            await Task.Delay(backoff.Next(), clock, cancellation);
        }
    }

    private async Task Once(Backoff backoff, CancellationToken cancellation)
    {
        using var handler = Handler();
        using var channel = GrpcChannel.ForAddress(options.Silo, new GrpcChannelOptions { HttpHandler = handler });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var call = new FleetReceiver.FleetReceiverClient(channel).Session(cancellationToken: ending.Token);
        await call.RequestStream.WriteAsync(new ReceiverUp { Hello = await InstanceFacts.Hello(options.Token, ending.Token) }, ending.Token);
        _heard = clock.GetTimestamp();
        Task[] parts = [Send(call.RequestStream, ending.Token), Listen(call.ResponseStream, backoff, ending.Token), Beat(ending.Token)];
        try
        {
            await await Task.WhenAny(parts);
        }
        finally
        {
            outbox.Close();
            await ending.CancelAsync();
            await Task.WhenAll(parts).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task Listen(IAsyncStreamReader<ReceiverDown> stream, Backoff backoff, CancellationToken cancellation)
    {
        while (await stream.MoveNext(cancellation))
        {
            _heard = clock.GetTimestamp();
            switch (stream.Current.MessageCase)
            {
                case ReceiverDown.MessageOneofCase.Welcome:
                    LogWelcomed(options.Silo);
                    _beat = Beats(stream.Current.Welcome.HeartbeatMs);
                    backoff.Reset();
                    desk.Repeat();
                    break;
                case ReceiverDown.MessageOneofCase.Ack:
                    _beat = Beats(stream.Current.Ack.HeartbeatMs);
                    break;
                case ReceiverDown.MessageOneofCase.Command:
                    desk.Take(stream.Current.Command);
                    break;
                case ReceiverDown.MessageOneofCase.UploadUrls:
                    urls.Answer(stream.Current.UploadUrls);
                    break;
                case ReceiverDown.MessageOneofCase.SourceUrl:
                    urls.Answer(stream.Current.SourceUrl);
                    break;
                case ReceiverDown.MessageOneofCase.Drain:
                    await Task.Delay(TimeSpan.FromMilliseconds(stream.Current.Drain.ReconnectAfterMs), clock, cancellation);
                    return;
                default:
                    LogUnknown(stream.Current.MessageCase);
                    break;
            }
        }
    }

    private async Task Send(IClientStreamWriter<ReceiverUp> stream, CancellationToken cancellation)
    {
        await foreach (var message in outbox.Open().ReadAllAsync(cancellation))
        {
            await stream.WriteAsync(message, cancellation);
        }
    }

    private async Task Beat(CancellationToken cancellation)
    {
        for (var sequence = 1L; ; sequence++)
        {
            await Task.Delay(_beat, clock, cancellation);
            outbox.TrySend(new ReceiverUp { Heartbeat = new Heartbeat { Sequence = sequence } });
            if (clock.GetElapsedTime(_heard) > _beat * SilentBeats)
            {
                throw new IOException($"nothing heard for {clock.GetElapsedTime(_heard).TotalSeconds:F0} s");
            }
        }
    }

    private static TimeSpan Beats(int milliseconds) => milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds) : _defaultBeat;

    private SocketsHttpHandler Handler() => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificateContext = SslStreamCertificateContext.Create(identity, additionalCertificates: null, offline: true),
            RemoteCertificateValidationCallback = new PinnedAuthority(options.CaSha256).Accepts,
        },
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };

    [LoggerMessage(6301, LogLevel.Information, "Silo {Silo} welcomed the receiver")]
    private partial void LogWelcomed(Uri silo);

    [LoggerMessage(6302, LogLevel.Warning, "The session with {Silo} ended: {Reason}")]
    private partial void LogLost(Uri silo, string reason);

    [LoggerMessage(6303, LogLevel.Warning, "The silo said something unknown: {Kind}")]
    private partial void LogUnknown(ReceiverDown.MessageOneofCase kind);
}
