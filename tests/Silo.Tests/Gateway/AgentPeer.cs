using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Silo.Tests.Hosting;
using FleetMigrator.Transfer.Protos;
using Google.Protobuf;
using Grpc.Net.Client;

namespace FleetMigrator.Silo.Tests.Gateway;

/// <summary>As little of an agent as the gateway can be tried with.</summary>
internal sealed class AgentPeer : IDisposable
{
    private RunningSilo _silo;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private X509Certificate2? _certificate;
    private GrpcChannel? _channel;

    public AgentPeer(RunningSilo silo, string machine)
    {
        _silo = silo;
        Machine = machine;
    }

    public string Machine { get; }

    public string SourceId { get; private set; } = "";

    public X509Certificate2? Certificate => _certificate;

    public Inventory Inventory => new()
    {
        Hostname = Machine,
        OsFamily = "linux",
        OsId = "debian",
        OsVersion = "12",
        OsName = "Debian GNU/Linux 12 (bookworm)",
        Architecture = "x86_64",
        Firmware = "bios",
        Addresses = { "192.0.2.7" },
        Disks = { new Disk { Name = "vda", SizeBytes = 1L << 33, SectorBytes = 512, Table = "gpt", System = true } },
    };

    public string BootId { get; init; } = "b-1";

    public Task<EnrolReply> Enrol(string code) => Enrol(new EnrolRequest { ActivationCode = code });

    public Task<EnrolReply> EnrolByKey(string id, string secret) => Enrol(new EnrolRequest { AccessKeyId = id, AccessKeySecret = secret });

    private async Task<EnrolReply> Enrol(EnrolRequest ticket)
    {
        var request = new CertificateRequest("CN=whatever", _key, HashAlgorithmName.SHA256);
        var reply = await Client().EnrolAsync(new EnrolRequest(ticket)
        {
            BootId = BootId,
            CertificateRequest = ByteString.CopyFrom(request.CreateSigningRequest()),
            Identity = new MachineIdentity { MachineId = Machine },
            Inventory = Inventory,
            AgentVersion = "0.1.0",
        });
        SourceId = reply.SourceId;
        using var bare = X509CertificateLoader.LoadCertificate(reply.Certificate.Span);
        Use(bare.CopyWithPrivateKey(_key));
        return reply;
    }

    /// <summary>Shows this certificate from now on.</summary>
    public void Use(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _channel?.Dispose();
        _channel = null;
    }

    /// <summary>Speaks to another silo from now on.</summary>
    public void MoveTo(RunningSilo silo)
    {
        _silo = silo;
        _channel?.Dispose();
        _channel = null;
    }

    public FleetAgent.FleetAgentClient Client() => new(Channel());

    public GrpcChannel Channel() => _channel ??= Peers.Channel(_silo, _certificate);

    /// <summary>Opens the stream and says hello.</summary>
    public async Task<PeerStream<AgentUp, AgentDown>> Connect(string? sourceId = null)
    {
        var stream = new PeerStream<AgentUp, AgentDown>(Client().Session());
        await stream.Send(new AgentUp { Hello = new AgentHello { SourceId = sourceId ?? SourceId, AgentVersion = "0.1.0", BootId = BootId, Inventory = Inventory } });
        return stream;
    }

    public void Dispose()
    {
        _channel?.Dispose();
        _certificate?.Dispose();
        _key.Dispose();
    }
}
