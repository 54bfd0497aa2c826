using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Network;
using Grpc.Net.Client;

namespace FleetMigrator.Agent.Enrolment;

/// <summary>By what an import knows its service: the CA certificate that a script brought, or a fingerprint from <c>client.json</c>.</summary>
internal sealed class ServiceTrust : IDisposable
{
    private readonly X509Certificate2? _ca;
    private readonly byte[] _caSha256 = [];

    public ServiceTrust(X509Certificate2 ca) => _ca = ca;

    public ServiceTrust(string caSha256) => _caSha256 = Convert.FromHexString(caSha256);

    /// <summary>The CA certificate in a file.</summary>
    /// <exception cref="AgentException">FM-2020.</exception>
    public static ServiceTrust InFile(string path)
    {
        try
        {
            return new ServiceTrust(X509CertificateLoader.LoadCertificateFromFile(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw AgentFaults.ServiceNotTrusted.With($"the CA certificate {path} cannot be read: {e.Message}", e);
        }
    }

    public GrpcChannel Open(TlsChannel tls, Uri silo)
        => _ca is not null ? tls.ToService(silo, _ca, own: null) : tls.ToService(silo, _caSha256);

    /// <summary>The CA that later sessions trust, PEM.</summary>
    /// <param name="told">The CA certificate that the service sent over the connection that this trust judged.</param>
    public string CaPem(ReadOnlySpan<byte> told)
    {
        using var sent = _ca is null ? X509CertificateLoader.LoadCertificate(told) : null;
        return (_ca ?? sent)!.ExportCertificatePem() + "\n";
    }

    public void Dispose() => _ca?.Dispose();
}
