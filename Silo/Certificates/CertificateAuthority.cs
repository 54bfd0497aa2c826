using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Hosting;

namespace FleetMigrator.Silo.Certificates;

/// <summary>
/// The private authority of this installation: a root that agents and install scripts trust, and an issuing certificate below
/// it that signs. There are two because a TLS server on this platform never sends a root, and a receiver, which knows
/// no more than a hash, must find what it pins among the certificates that are sent: it pins the issuing one.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string RootFile = "root.pem";
    private const string IssuingFile = "issuing.pem";
    private const int SerialBytes = 16;

    private static readonly TimeSpan _authorityLife = TimeSpan.FromDays(3652);
    private static readonly TimeSpan _agentLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan _serverLife = TimeSpan.FromDays(397); // The longest that common clients accept.

    // Clocks of source servers are rarely exact.
    private static readonly TimeSpan _backdate = TimeSpan.FromMinutes(10);

    /// <summary>What it keeps in its folder.</summary>
    public static readonly string[] Files = [RootFile, IssuingFile];

    private readonly TimeProvider _clock;
    private readonly X509Certificate2 _issuing;

    public CertificateAuthority(string folder, TimeProvider clock)
    {
        _clock = clock;
        PrivateFile.Folder(folder);
        Root = KeyPair.LoadOrMake(Path.Combine(folder, RootFile), key => Authority("FleetMigrator root", key, signer: null));
        _issuing = KeyPair.LoadOrMake(Path.Combine(folder, IssuingFile), key => Authority("FleetMigrator issuing", key, Root));
    }

    /// <summary>What agents and install scripts trust.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>What signs, and what a receiver pins.</summary>
    public X509Certificate2 Issuing => _issuing;

    /// <summary>SHA-256 of the issuing certificate, lower-case hex: the pin of receivers.</summary>
    public string PinSha256 => Fingerprint.Of(_issuing);

    /// <summary>A certificate for the agents' listener, with its key.</summary>
    /// <param name="hosts">Names and addresses under which the listener is reached.</param>
    public X509Certificate2 IssueServer(IEnumerable<string> hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        var request = new CertificateRequest("CN=FleetMigrator agents' listener", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = Sign(request, ServerAuthentication, _serverLife);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Reads the certificate request of an agent; all it gives is a public key whose owner signed the request.</summary>
    /// <exception cref="FleetException">FM-1007.</exception>
    public static PublicKey ReadRequest(byte[] pkcs10)
    {
        try
        {
            var key = CertificateRequest.LoadSigningRequest(pkcs10, HashAlgorithmName.SHA256).PublicKey;
            using var curve = key.GetECDsaPublicKey() ?? throw CodeErrors.BadCertificateRequest.With("its key is not an ECDSA key");
            return curve.KeySize == 256
                ? key
                : throw CodeErrors.BadCertificateRequest.With($"its key has {curve.KeySize} bits instead of 256");
        }
        catch (CryptographicException unreadable)
        {
            throw CodeErrors.BadCertificateRequest.With(unreadable.Message, unreadable);
        }
    }

    /// <summary>A certificate that says of this key that it is this source server's; whatever the request asked for is left out.</summary>
    public X509Certificate2 IssueAgent(PublicKey key, string sourceId)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(sourceId);
        return Sign(new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256), ClientAuthentication, _agentLife);
    }

    /// <summary>The source id that a client certificate proves, or null when it proves none.</summary>
    public string? SourceIdOf(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Root);
        chain.ChainPolicy.ExtraStore.Add(_issuing);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // A lost certificate ends with its source: the grain compares hashes.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = _clock.GetUtcNow().UtcDateTime;
        return chain.Build(certificate) ? certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) : null;
    }

    public void Dispose()
    {
        Root.Dispose();
        _issuing.Dispose();
    }

    private X509Certificate2 Authority(string name, ECDsa key, X509Certificate2? signer)
    {
        var request = new CertificateRequest($"CN={name} {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(signer is null ? 1 : 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var from = _clock.GetUtcNow() - _backdate;
        if (signer is null)
        {
            return request.CreateSelfSigned(from, from + _authorityLife);
        }

        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(signer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request.Create(signer, from, new DateTimeOffset(signer.NotAfter.ToUniversalTime(), TimeSpan.Zero), RandomNumberGenerator.GetBytes(SerialBytes));
    }

    private X509Certificate2 Sign(CertificateRequest request, string purpose, TimeSpan life)
    {
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_issuing, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var key = _issuing.GetECDsaPrivateKey()!;
        var from = _clock.GetUtcNow() - _backdate;
        return request.Create(_issuing.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, from + life, RandomNumberGenerator.GetBytes(SerialBytes));
    }
}
