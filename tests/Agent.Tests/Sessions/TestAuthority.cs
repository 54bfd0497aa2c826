using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Agent.Tests.Sessions;

/// <summary>A CA of a test: a certificate for a server on loopback, and certificates for agents.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _issuingKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority(string name = "Test CA")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Certificate = request.CreateSelfSigned(From, From.AddYears(1));
    }

    public X509Certificate2 Certificate { get; }

    public X509Certificate2 Server(IPAddress address, TimeSpan? validFor = null)
    {
        return Server(Certificate, address, validFor ?? TimeSpan.FromDays(30));
    }

    /// <summary>An authority below this one, as a service sends it with its certificate; TLS never sends a root.</summary>
    public X509Certificate2 Issuing()
    {
        var request = new CertificateRequest("CN=Issuing below the CA", _issuingKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        using var signed = request.Create(Certificate, From, From.AddDays(60), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(_issuingKey);
    }

    /// <summary>A certificate for a server that another authority than this one signs.</summary>
    public static X509Certificate2 Server(X509Certificate2 signer, IPAddress address, TimeSpan validFor)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=silo", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(signer, From, From + validFor, RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    /// <summary>By an authority below the one that agents pin, as a service may have it.</summary>
    public byte[] Sign(byte[] certificateRequest, string commonName)
    {
        var asked = CertificateRequest.LoadSigningRequest(certificateRequest, HashAlgorithmName.SHA256);
        var request = new CertificateRequest(new X500DistinguishedName($"CN={commonName}"), asked.PublicKey, HashAlgorithmName.SHA256);
        var generator = X509SignatureGenerator.CreateForECDsa(_issuingKey);
        using var signed = request.Create(new X500DistinguishedName("CN=Issuing below the CA"), generator, From, From.AddDays(30), RandomNumberGenerator.GetBytes(8));
        return signed.RawData;
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
        _issuingKey.Dispose();
    }
}
