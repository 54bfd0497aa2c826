using System.Threading.Channels;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Transfer.Protos;
using Google.Protobuf;
using Grpc.Core;

namespace FleetMigrator.Agent.Tests.Sessions;

/// <summary>Answers agents as a silo would, and lets the test see and say everything.</summary>
internal sealed class FakeSilo(TestAuthority authority) : FleetAgent.FleetAgentBase
{
    private readonly Channel<AgentUp> _up = Channel.CreateUnbounded<AgentUp>();
    private Channel<AgentDown> _down = Channel.CreateUnbounded<AgentDown>();

    public EnrolRequest? Enrolled { get; private set; }

    public string? SessionCertificateSubject { get; private set; }

    /// <summary>What the silo says about enrolments: null accepts.</summary>
    public RpcException? Refusal { get; set; }

    /// <summary>Refuses every code but this one, when it is set.</summary>
    public string? OnlyCode { get; set; }

    public int Enrolments { get; private set; }

    public int HeartbeatMs { get; set; } = 200;

    public override Task<EnrolReply> Enrol(EnrolRequest request, ServerCallContext context)
    {
        Enrolled = request;
        Enrolments++;
        var wrong = OnlyCode is not null && request.ActivationCode != OnlyCode
            ? Refuse("FM-1001", "The activation code is not known", "there is no such code", "Check the code for typing mistakes.")
            : null;
        return (Refusal ?? wrong) is { } refusal
            ? throw refusal
            : Task.FromResult(new EnrolReply
            {
                SourceId = "s-test",
                Certificate = ByteString.CopyFrom(authority.Sign(request.CertificateRequest.ToByteArray(), "s-test")),
                CaCertificate = ByteString.CopyFrom(authority.Certificate.RawData),
            });
    }

    public override async Task Session(IAsyncStreamReader<AgentUp> requestStream, IServerStreamWriter<AgentDown> responseStream, ServerCallContext context)
    {
        SessionCertificateSubject = context.GetHttpContext().Connection.ClientCertificate?.Subject;
        var down = _down = Channel.CreateUnbounded<AgentDown>();
        var reading = Task.Run(async () =>
        {
            try
            {
                await foreach (var message in requestStream.ReadAllAsync())
                {
                    await _up.Writer.WriteAsync(message);
                    if (message.MessageCase == AgentUp.MessageOneofCase.Heartbeat)
                    {
                        await down.Writer.WriteAsync(new AgentDown { Ack = new HeartbeatAck { Sequence = message.Heartbeat.Sequence, HeartbeatMs = HeartbeatMs } });
                    }
                }
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException)
            {
                // The session ended.
            }
        });
        await responseStream.WriteAsync(new AgentDown
        {
            Welcome = new Welcome { HeartbeatMs = HeartbeatMs, ServerUnixMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() },
        });
        await foreach (var message in down.Reader.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(message);
            if (message.MessageCase == AgentDown.MessageOneofCase.Drain)
            {
                return;
            }
        }

        await reading;
    }

    public ValueTask Say(AgentDown message) => _down.Writer.WriteAsync(message);

    public ValueTask Command(AgentCommand command) => Say(new AgentDown { Command = command });

    /// <summary>The next message of a kind; others are passed over.</summary>
    public async Task<AgentUp> Heard(AgentUp.MessageOneofCase kind)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var message = await _up.Reader.ReadAsync(patience.Token);
            if (message.MessageCase == kind)
            {
                return message;
            }
        }
    }

    public static RpcException Refuse(string code, string title, string cause, string remedy) => new(
        new Status(StatusCode.PermissionDenied, $"{code} {title}"),
        new Metadata
        {
            { ServiceRefusal.CodeTrailer, code },
            { ServiceRefusal.CauseTrailer, Uri.EscapeDataString(cause) },
            { ServiceRefusal.RemedyTrailer, Uri.EscapeDataString(remedy) },
        });
}
