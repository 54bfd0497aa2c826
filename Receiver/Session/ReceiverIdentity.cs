using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Receiver.Session;

/// <summary>The receiver's key and self-signed certificate, made once an instance. Silo and agent pin its hash; nobody signs it.</summary>
internal static class ReceiverIdentity
{
    private const string FileName = "identity.pem";

    /// <summary>Clocks of source servers are often wrong, and peers pin the hash and not the dates.</summary>
    private static readonly TimeSpan _before = TimeSpan.FromDays(3650);

    private static readonly TimeSpan _after = TimeSpan.FromDays(3650);

    public static X509Certificate2 LoadOrMake(StateFolder state, TimeProvider clock)
    {
        var file = Path.Combine(state.Root, FileName);
        if (!File.Exists(file))
        {
            StateFolder.Store(file, Make(clock.GetUtcNow()));
        }

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return X509Certificate2.CreateFromPemFile(file, file);
    }

    private static byte[] Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fleet-receiver", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false)); // server and client
        using var certificate = request.CreateSelfSigned(now - _before, now + _after);
        return System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
