using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Transfer.Tests.Engine;

/// <summary>Self-signed certificates, long expired: only their hash may count.</summary>
internal static class TestCertificates
{
    public static readonly X509Certificate2 Agent = Make("agent");
    public static readonly X509Certificate2 Receiver = Make("receiver");
    public static readonly X509Certificate2 Stranger = Make("stranger");

    private static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
