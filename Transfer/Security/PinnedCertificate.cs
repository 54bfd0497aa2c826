using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Transfer.Security;

/// <summary>Says whether a certificate is the expected one, by SHA-256 over its DER. Dates, names and chains don't matter:
/// clocks of source servers are often wrong, and the hash came by a trusted way.</summary>
public static class PinnedCertificate
{
    /// <summary>The hash that a pin holds.</summary>
    public static byte[] HashOf(X509Certificate certificate) => SHA256.HashData(certificate.GetRawCertData());

    /// <summary>Whether the certificate has the expected hash.</summary>
    public static bool Matches(X509Certificate? certificate, ReadOnlySpan<byte> sha256)
        => certificate is not null && CryptographicOperations.FixedTimeEquals(HashOf(certificate), sha256);
}
