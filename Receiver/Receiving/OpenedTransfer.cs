using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Transfer.Protos;
using FleetMigrator.Transfer.Receiving;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace FleetMigrator.Receiver.Receiving;

/// <summary>One open transfer: control on one port, data on the other, both for exactly one agent's certificate.</summary>
internal sealed class OpenedTransfer : IAsyncDisposable
{
    private readonly WebApplication _control;

    private OpenedTransfer(OpenTransfer order, VolumeReceiver volumes, WebApplication control)
        => (Order, Volumes, _control) = (order, volumes, control);

    public OpenTransfer Order { get; }

    public VolumeReceiver Volumes { get; }

    public static async Task<OpenedTransfer> Start(
        OpenTransfer order, StateFolder state, X509Certificate2 identity, TransferPorts ports, TimeProvider clock, CancellationToken cancellation)
    {
        var volumes = VolumeReceiver.Start(
            new ReceiverOptions
            {
                Listen = new IPEndPoint(IPAddress.Any, ports.Data),
                JobId = order.JobId,
                Epoch = order.Epoch,
                Certificate = identity,
                AgentCertificateSha256 = order.AgentCertificateSha256.Memory,
                StateFolder = Path.Combine(state.Root, "journal"),
                Volumes = [.. order.Volumes.Select(volume => new TargetVolume(volume.Id, state.Volume(volume.Id), volume.MountPoint))],
            },
            clock);
        try
        {
            var control = Control(order, volumes, state, identity, ports, clock);
            await control.StartAsync(cancellation);
            return new OpenedTransfer(order, volumes, control);
        }
        catch
        {
            await volumes.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        await Volumes.DisposeAsync();
    }

    private static WebApplication Control(
        OpenTransfer order, VolumeReceiver volumes, StateFolder state, X509Certificate2 identity, TransferPorts ports, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new ReceiverControlService(order, volumes, state, ports, clock));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(ports.Control, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = identity,
                ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                // The silo named the certificate by its hash. Who signed it and when it ends says nothing more: source clocks are often wrong.
                ClientCertificateValidation = (certificate, _, _) => Pinned(certificate, order.AgentCertificateSha256.Span),
            });
        }));
        var application = builder.Build();
        application.MapGrpcService<ReceiverControlService>();
        return application;
    }

    private static bool Pinned(X509Certificate2 certificate, ReadOnlySpan<byte> expected)
        => CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.RawData), expected);
}
