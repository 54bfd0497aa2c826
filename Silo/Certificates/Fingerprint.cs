using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Silo.Certificates;

/// <summary>How certificates are named everywhere: SHA-256 of their DER form, lower-case hex.</summary>
internal static class Fingerprint
{
    public static string Of(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    /// <summary>Of a public key, by which an agent is known before it has a certificate.</summary>
    public static string Of(PublicKey key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}
