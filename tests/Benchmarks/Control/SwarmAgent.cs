using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Transfer.Protos;
using FleetMigrator.Transfer.Security;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>An agent as the service sees it: its own key, its own TLS connection, its own stream.</summary>
internal sealed class SwarmAgent(SiloReady silo, int number) : IAsyncDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private GrpcChannel? _channel;
    private AsyncDuplexStreamingCall<AgentUp, AgentDown>? _stream;
    private X509Certificate2? _certificate;
    private long _sequence;

    /// <summary>The silo that it talks to.</summary>
    public SiloReady Silo { get; private set; } = silo;

    /// <summary>The server's id once it has joined.</summary>
    public string SourceId { get; private set; } = "";

    /// <summary>Joins with an activation code; the connection that did so is closed.</summary>
    public async Task Enrol(string code, CancellationToken cancellation)
    {
        using var channel = Channel(certificate: null);
        var request = new CertificateRequest("CN=agent", _key, HashAlgorithmName.SHA256);
        var reply = await new FleetAgent.FleetAgentClient(channel).EnrolAsync(
            new EnrolRequest
            {
                ActivationCode = code,
                CertificateRequest = ByteString.CopyFrom(request.CreateSigningRequest()),
                Identity = new MachineIdentity { MachineId = $"{number:x32}" },
                Inventory = SwarmInventory.Of(number),
                AgentVersion = "0.1.0",
            },
            cancellationToken: cancellation);
        SourceId = reply.SourceId;
        using var bare = X509CertificateLoader.LoadCertificate(reply.Certificate.Span);
        _certificate = bare.CopyWithPrivateKey(_key);
    }

    /// <summary>Opens the stream and waits until the service has answered the greeting.</summary>
    public async Task Connect(CancellationToken cancellation)
    {
        Close();
        _channel = Channel(_certificate);
        _stream = new FleetAgent.FleetAgentClient(_channel).Session(cancellationToken: cancellation);
        await _stream.RequestStream.WriteAsync(
            new AgentUp { Hello = new AgentHello { SourceId = SourceId, AgentVersion = "0.1.0", BootId = $"boot-{number}", Inventory = SwarmInventory.Of(number) } }, cancellation);
        await Answer(down => down.Welcome is not null, cancellation);
    }

    /// <summary>One heartbeat, there and back.</summary>
    public async Task<TimeSpan> Beat(CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var sequence = ++_sequence;
        await _stream!.RequestStream.WriteAsync(new AgentUp { Heartbeat = new Heartbeat { Sequence = sequence } }, cancellation);
        await Answer(down => down.Ack?.Sequence == sequence, cancellation);
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>Waits for a command and says that it failed.</summary>
    public async Task RefuseCommand(CancellationToken cancellation)
    {
        AgentCommand? command = null;
        await Answer(down => (command = down.Command) is not null, cancellation);
        await _stream!.RequestStream.WriteAsync(
            new AgentUp
            {
                Report = new CommandReport
                {
                    CommandId = command!.Id,
                    State = CommandReport.Types.State.Failed,
                    ErrorCode = "FM-2016",
                    ErrorText = "The bench refuses every command",
                    ErrorRemedy = "None.",
                },
            },
            cancellation);
    }

    /// <summary>From now on it talks to another silo of the same service.</summary>
    public void MoveTo(SiloReady other) => Silo = other;

    public ValueTask DisposeAsync()
    {
        Close();
        _certificate?.Dispose();
        _key.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Close()
    {
        _stream?.Dispose();
        _channel?.Dispose();
    }

    private async Task Answer(Func<AgentDown, bool> wanted, CancellationToken cancellation)
    {
        while (await _stream!.ResponseStream.MoveNext(cancellation))
        {
            if (wanted(_stream.ResponseStream.Current))
            {
                return;
            }
        }

        throw new DemoException($"the service closed the stream of {SourceId}", "Look at the silo's log.");
    }

    private GrpcChannel Channel(X509Certificate2? certificate)
    {
        var trust = new PinnedAuthority(Convert.FromHexString(Silo.CaSha256));
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectFromOwnAddress,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = trust.Accepts,
                ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            },
        };
        return GrpcChannel.ForAddress(Silo.AgentsUrl, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    /// <summary>The service counts enrolments by address, so each server has its own, as in a real fleet.</summary>
    private async ValueTask<Stream> ConnectFromOwnAddress(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)(number >> 8), (byte)number]), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
