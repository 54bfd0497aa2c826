using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Transfer.Protos;
using Google.Protobuf;
using Grpc.Core;
using EnrolFacts = FleetMigrator.Grains.Interfaces.Sources.EnrolFacts;

namespace FleetMigrator.Silo.Agents;

/// <summary>Where agents come in: exchanges codes and access keys for identities and turns each message of a stream into a call of the source's grain.</summary>
internal sealed class AgentGateway(
    IGrainFactory grains,
    CertificateAuthority authority,
    EnrolLimiter limiter,
    IHostApplicationLifetime lifetime,
    TimeProvider clock) : FleetAgent.FleetAgentBase
{
    private const string Account = "default"; // The only one until there are more.
    private const int ReconnectAfterStopMs = 1_000;

    private static readonly TimeSpan _helloWithin = TimeSpan.FromSeconds(15);

    public override async Task<EnrolReply> Enrol(EnrolRequest request, ServerCallContext context)
    {
        limiter.Admit(context.GetHttpContext().Connection.RemoteIpAddress);
        if (request.Identity is null || request.Inventory is null)
        {
            throw ServiceErrors.BadRequest.With("identity or inventory is missing");
        }

        // Read before the code is used: a place must not be lost to a request that cannot be served.
        var key = CertificateAuthority.ReadRequest(request.CertificateRequest.ToByteArray());
        var identity = request.Identity.ToRecord();
        var ticket = EnrolTicket.Read(request);
        await ticket.Check(grains);
        var machine = grains.GetGrain<IMachine>(identity.MachineKey(Account));
        var newcomer = new Newcomer(identity, Fingerprint.Of(key), request.BootId);
        var (sourceId, resembles) = await machine.Claim(newcomer);
        await ticket.Redeem(grains, sourceId);
        using var certificate = authority.IssueAgent(key, sourceId);
        await machine.Join(newcomer, sourceId);
        await grains.GetGrain<ISourceServer>(sourceId).Enrol(new EnrolFacts(
            identity,
            request.Inventory.ToRecord(),
            request.AgentVersion,
            [.. request.Capabilities],
            ticket.Id,
            Fingerprint.Of(certificate))
        {
            Resembles = resembles,
        });
        foreach (var other in resembles)
        {
            await grains.GetGrain<ISourceServer>(other).Resemble(sourceId, resembles: true);
        }

        return new EnrolReply
        {
            SourceId = sourceId,
            Certificate = ByteString.CopyFrom(certificate.RawData),
            CaCertificate = ByteString.CopyFrom(authority.Root.RawData),
        };
    }

    public override async Task Session(IAsyncStreamReader<AgentUp> requestStream, IServerStreamWriter<AgentDown> responseStream, ServerCallContext context)
    {
        var certificate = context.GetHttpContext().Connection.ClientCertificate;
        var sourceId = authority.SourceIdOf(certificate) ?? throw AccessErrors.NoCertificate.With("no valid client certificate of this service was shown");
        using var down = new DownStream<AgentDown>(context.CancellationToken, lifetime.ApplicationStopping);
        var hello = await Hello(requestStream, context.CancellationToken);
        if (hello.SourceId != sourceId)
        {
            throw AccessErrors.NoCertificate.With($"the certificate is that of {sourceId}, the agent says it is {hello.SourceId}");
        }

        var facts = new Grains.Interfaces.Sources.AgentHello(
            hello.AgentVersion, [.. hello.Capabilities], hello.BootId, (hello.Inventory ?? new Transfer.Protos.Inventory()).ToRecord(), Fingerprint.Of(certificate!));
        var session = new AgentSession(down);
        var self = grains.CreateObjectReference<IAgentSession>(session);
        var source = grains.GetGrain<ISourceServer>(sourceId);
        var writing = down.Write(responseStream, new AgentDown { Drain = new Drain { ReconnectAfterMs = ReconnectAfterStopMs } });
        try
        {
            var welcome = await source.Connect(facts, self);
            down.Send(new AgentDown { Welcome = new Welcome { HeartbeatMs = Milliseconds(welcome), ServerUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds() } });
            await down.Until(Read(requestStream, source, facts, self, down));
        }
        finally
        {
            down.End();
            await writing;
            await down.Linger();
            await source.Disconnect(self);
            grains.DeleteObjectReference<IAgentSession>(self);
            GC.KeepAlive(session);
        }
    }

    private static async Task<Transfer.Protos.AgentHello> Hello(IAsyncStreamReader<AgentUp> stream, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_helloWithin);
        return await stream.MoveNext(patience.Token) && stream.Current.Hello is { } hello
            ? hello
            : throw ServiceErrors.BadRequest.With("the first message of a session must be the hello");
    }

    private async Task Read(
        IAsyncStreamReader<AgentUp> stream, ISourceServer source, Grains.Interfaces.Sources.AgentHello hello, IAgentSession self, DownStream<AgentDown> down)
    {
        try
        {
            while (await stream.MoveNext(CancellationToken.None))
            {
                await Handle(stream.Current, source, hello, self, down);
            }
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            // The connection broke: the ordinary end of a session with a machine that went away.
        }
    }

    private async Task Handle(
        AgentUp message, ISourceServer source, Grains.Interfaces.Sources.AgentHello hello, IAgentSession self, DownStream<AgentDown> down)
    {
        switch (message.MessageCase)
        {
            case AgentUp.MessageOneofCase.Heartbeat:
                var reply = await source.Beat(self);
                if (!reply.Registered)
                {
                    // The activation is a new one that has never seen this session.
                    reply = await source.Connect(hello, self);
                }

                down.Send(new AgentDown { Ack = new HeartbeatAck { Sequence = message.Heartbeat.Sequence, HeartbeatMs = Milliseconds(reply) } });
                break;
            case AgentUp.MessageOneofCase.Report:
                await source.Report(message.Report.ToRecord());
                break;
            case AgentUp.MessageOneofCase.Progress:
                await source.Progress(message.Progress.ToRecord());
                break;
            case AgentUp.MessageOneofCase.Log:
                await source.Log(message.Log.ToRecord("agent", clock));
                break;
            default:
                // A newer agent may say more than this silo knows; one version of skew is allowed.
                break;
        }
    }

    private static int Milliseconds(SessionReply reply) => (int)reply.HeartbeatEvery.TotalMilliseconds;
}
