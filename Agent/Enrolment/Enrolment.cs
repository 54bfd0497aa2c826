using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Agent.Network;
using FleetMigrator.Transfer.Protos;
using Google.Protobuf;
using Grpc.Core;

namespace FleetMigrator.Agent.Enrolment;

/// <summary>Exchanges an activation code or access key for an identity, and keeps that in the install folder.</summary>
internal sealed class Enrolment(InstallFolder folder, TlsChannel tls, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Repeating it is safe: the key stays, and the service knows the machine again.</summary>
    /// <returns>The source id, such as <c>s-7f3k…</c>.</returns>
    /// <exception cref="AgentException">The service's refusal, or why it can't be reached or trusted.</exception>
    public async Task<string> Enrol(
        Uri silo, ServiceTrust trust, Credential credential, MachineIdentity machine, Inventory inventory, CancellationToken cancellation)
    {
        folder.Create();
        using var key = Identity.KeyIn(folder);
        var request = new EnrolRequest
        {
            CertificateRequest = ByteString.CopyFrom(SigningRequest(key, inventory.Hostname)),
            Identity = machine,
            Inventory = inventory,
            AgentVersion = AgentVersion.Current,
            BootId = BootId.Current,
        };
        request.Capabilities.AddRange(AgentVersion.Capabilities);
        credential.WriteTo(request);

        var reply = await Call(silo, trust, request, cancellation);
        using var certificate = Accept(reply, key, silo);

        // agent.json goes last: without it the server counts as not imported.
        DurableFile.Write(folder.Ca, CaPem(trust, reply, silo));
        DurableFile.Write(folder.Certificate, certificate.ExportCertificatePem() + "\n");
        var settings = new AgentSettings(silo, reply.SourceId, AgentVersion.Current);
        DurableFile.Write(folder.Settings, JsonSerializer.Serialize(settings, AgentJson.Default.AgentSettings) + "\n");
        return reply.SourceId;
    }

    private async Task<EnrolReply> Call(Uri silo, ServiceTrust trust, EnrolRequest request, CancellationToken cancellation)
    {
        using var channel = trust.Open(tls, silo);
        try
        {
            var deadline = clock.GetUtcNow().Add(Patience).UtcDateTime;
            return await new FleetAgent.FleetAgentClient(channel).EnrolAsync(request, deadline: deadline, cancellationToken: cancellation);
        }
        catch (RpcException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw ServiceRefusal.Read(e, silo);
        }
    }

    private static string CaPem(ServiceTrust trust, EnrolReply reply, Uri silo)
    {
        try
        {
            return trust.CaPem(reply.CaCertificate.Span);
        }
        catch (CryptographicException e)
        {
            throw AgentFaults.ServiceNotTrusted.With($"{silo.Authority} sent no readable CA certificate: {e.Message}", e);
        }
    }

    private static X509Certificate2 Accept(EnrolReply reply, ECDsa key, Uri silo)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(reply.Certificate.Span);
        }
        catch (CryptographicException e)
        {
            throw AgentFaults.ServiceNotTrusted.With($"{silo.Authority} sent no readable certificate: {e.Message}", e);
        }

        using var named = certificate.GetECDsaPublicKey();
        var ours = named is not null && named.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
        // Who signed it is the service's affair (it may be an authority below the one that is pinned); TLS has proven the service.
        if (!ours || reply.SourceId.Length == 0)
        {
            certificate.Dispose();
            throw AgentFaults.ServiceNotTrusted.With($"{silo.Authority} sent a certificate that is not for this server's key");
        }

        return certificate;
    }

    private static byte[] SigningRequest(ECDsa key, string hostname)
    {
        // The service names the certificate after the source id; the host name is only there for people who look at requests.
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(hostname.Length is > 0 and <= 64 ? hostname : "fleet-agent");
        return new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256).CreateSigningRequest();
    }
}
