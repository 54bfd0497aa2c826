using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using FleetMigrator.Transfer.Protos;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Receiver.Tests.Session;

/// <summary>The silo's side of a receiver session, with a private authority of its own.</summary>
internal sealed class FakeSilo : FleetReceiver.FleetReceiverBase, IAsyncDisposable
{
    private readonly X509Certificate2 _root = Authority();
    private readonly X509Certificate2 _issuing;
    private WebApplication? _application;

    public FakeSilo() => _issuing = Issue(_root, "CN=Fleet test issuing", authority: true);

    public Channel<ReceiverUp> Heard { get; } = Channel.CreateUnbounded<ReceiverUp>();

    /// <summary>What is said after each welcome; the stream ends when this says so.</summary>
    public Func<IServerStreamWriter<ReceiverDown>, Task> Say { get; set; } = _ => Task.CompletedTask;

    public byte[] CaSha256 => SHA256.HashData(_issuing.RawData);

    public byte[] ClientSha256 { get; private set; } = [];

    public Uri Address { get; private set; } = new("https://localhost");

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = Issue(_issuing, "CN=silo", authority: false),
                ServerCertificateChain = [_issuing],
                ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (certificate, _, _) =>
                {
                    ClientSha256 = SHA256.HashData(certificate.RawData);
                    return true;
                },
            });
        }));
        _application = builder.Build();
        _application.MapGrpcService<FakeSilo>();
        await _application.StartAsync();
        Address = new Uri(_application.Urls.Single());
    }

    public override async Task Session(IAsyncStreamReader<ReceiverUp> requestStream, IServerStreamWriter<ReceiverDown> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var message = requestStream.Current;
            Heard.Writer.TryWrite(message);
            if (message.Hello is not null)
            {
                await responseStream.WriteAsync(new ReceiverDown { Welcome = new Welcome { HeartbeatMs = 50 } });
                await Say(responseStream);
            }
            else if (message.Report is { State: not CommandReport.Types.State.Running })
            {
                return; // As when a silo goes away: the receiver has to come back by itself.
            }
        }

    }

    public async Task<ReceiverUp> Next(Func<ReceiverUp, bool> wanted)
    {
        await foreach (var message in Heard.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (wanted(message))
            {
                return message;
            }
        }

        throw new InvalidOperationException("nothing more is said");
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _issuing.Dispose();
        _root.Dispose();
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Fleet test CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 signer, string name, bool authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(signer, new DateTimeOffset(signer.NotBefore), new DateTimeOffset(signer.NotAfter), [1, 2, 3]);
        return certificate.CopyWithPrivateKey(key);
    }
}
