using System.Net;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Agents;
using FleetMigrator.Silo.Certificates;
using Grpc.Core;
using Wire = FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Receivers;

/// <summary>Where receivers come in: turns each message of a stream into a call of the instance's grain, and makes addresses on demand.</summary>
internal sealed partial class ReceiverGateway(
    IGrainFactory grains, TransitAddresses addresses, EnrolLimiter limiter, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ReceiverGateway> log)
    : Wire.FleetReceiver.FleetReceiverBase
{
    private const int ReconnectAfterStopMs = 1_000;
    private const int LongestId = 64;

    private static readonly TimeSpan _helloWithin = TimeSpan.FromSeconds(15);

    public override async Task Session(
        IAsyncStreamReader<Wire.ReceiverUp> requestStream, IServerStreamWriter<Wire.ReceiverDown> responseStream, ServerCallContext context)
    {
        var certificate = context.GetHttpContext().Connection.ClientCertificate ?? throw AccessErrors.BadToken.With("no client certificate was shown");
        using var down = new DownStream<Wire.ReceiverDown>(context.CancellationToken, lifetime.ApplicationStopping);
        var hello = await Hello(requestStream, context.CancellationToken);
        var cut = hello.Token.IndexOf('.', StringComparison.Ordinal);
        // Before anything is looked up by a name that a stranger made up.
        var address = context.GetHttpContext().Connection.RemoteIpAddress;
        limiter.Look(address);
        if (cut is < 1 or > LongestId || !hello.Token.StartsWith("ii-", StringComparison.Ordinal))
        {
            limiter.Charge(address);
            throw AccessErrors.BadToken.With("the token has not the form of one");
        }

        var facts = new ReceiverHello(hello.Token, Fingerprint.Of(certificate), hello.Version, hello.BootId, hello.InstanceId);
        var session = new ReceiverSession(down, addresses);
        var self = grains.CreateObjectReference<IReceiverSession>(session);
        var instance = grains.GetGrain<IIntermediateInstance>(hello.Token[..cut]);
        var writing = down.Write(responseStream, new Wire.ReceiverDown { Drain = new Wire.Drain { ReconnectAfterMs = ReconnectAfterStopMs } });
        try
        {
            var welcome = await Connect(instance, facts, self, address);
            down.Send(new Wire.ReceiverDown
            {
                Welcome = new Wire.Welcome { HeartbeatMs = Milliseconds(welcome), ServerUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            });
            await down.Until(Read(requestStream, instance, facts, self, down));
        }
        finally
        {
            down.End();
            await writing;
            await down.Linger();
            await instance.Disconnect(self);
            grains.DeleteObjectReference<IReceiverSession>(self);
            GC.KeepAlive(session);
        }
    }

    private async Task<SessionReply> Connect(IIntermediateInstance instance, ReceiverHello facts, IReceiverSession self, IPAddress? address)
    {
        try
        {
            return await instance.Connect(facts, self);
        }
        catch (FleetException wrong) when (wrong.Code == AccessErrors.BadToken.Id)
        {
            limiter.Charge(address);
            throw;
        }
    }

    private static async Task<Wire.ReceiverHello> Hello(IAsyncStreamReader<Wire.ReceiverUp> stream, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_helloWithin);
        return await stream.MoveNext(patience.Token) && stream.Current.Hello is { } hello
            ? hello
            : throw ServiceErrors.BadRequest.With("the first message of a session must be the hello");
    }

    private async Task Read(
        IAsyncStreamReader<Wire.ReceiverUp> stream, IIntermediateInstance instance, ReceiverHello hello, IReceiverSession self, DownStream<Wire.ReceiverDown> down)
    {
        try
        {
            while (await stream.MoveNext(CancellationToken.None))
            {
                await Handle(stream.Current, instance, hello, self, down);
            }
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            // The connection broke: the ordinary end of a session with a machine that went away.
        }
    }

    private async Task Handle(
        Wire.ReceiverUp message, IIntermediateInstance instance, ReceiverHello hello, IReceiverSession self, DownStream<Wire.ReceiverDown> down)
    {
        switch (message.MessageCase)
        {
            case Wire.ReceiverUp.MessageOneofCase.Heartbeat:
                var reply = await instance.Beat(self);
                if (!reply.Registered)
                {
                    reply = await instance.Connect(hello, self);
                }

                down.Send(new Wire.ReceiverDown { Ack = new Wire.HeartbeatAck { Sequence = message.Heartbeat.Sequence, HeartbeatMs = Milliseconds(reply) } });
                break;
            case Wire.ReceiverUp.MessageOneofCase.Report:
                await instance.Report(message.Report.ToRecord());
                break;
            case Wire.ReceiverUp.MessageOneofCase.Log:
                await instance.Log(message.Log.ToRecord("receiver", clock));
                break;
            case Wire.ReceiverUp.MessageOneofCase.UploadUrlsWanted:
                if (await Conversion(instance, message.UploadUrlsWanted.CommandId) is { } upload)
                {
                    down.Send(new Wire.ReceiverDown { UploadUrls = await addresses.Upload(upload, message.UploadUrlsWanted, down.Ended) });
                }

                break;
            case Wire.ReceiverUp.MessageOneofCase.SourceUrlWanted:
                if (await Conversion(instance, message.SourceUrlWanted.CommandId) is { } read)
                {
                    down.Send(new Wire.ReceiverDown { SourceUrl = new Wire.SourceUrl { CommandId = read.Id, Url = addresses.Source(read).AbsoluteUri } });
                }

                break;
            default:
                // PartUploaded is progress that the reports carry too; a newer receiver may say more than this silo knows.
                break;
        }
    }

    private async Task<ConvertDiskCommand?> Conversion(IIntermediateInstance instance, string commandId)
    {
        var conversion = await instance.Conversion(commandId);
        if (conversion is null)
        {
            // Withdrawn meanwhile: the receiver is told by the command's own way.
            LogNoConversion(instance.GetPrimaryKeyString(), commandId);
        }

        return conversion;
    }

    private static int Milliseconds(SessionReply reply) => (int)reply.HeartbeatEvery.TotalMilliseconds;

    [LoggerMessage(9204, LogLevel.Warning, "Instance {InstanceId} asked for addresses of the conversion {CommandId}, which it has not")]
    private partial void LogNoConversion(string instanceId, string commandId);
}
