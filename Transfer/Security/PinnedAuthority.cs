using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Transfer.Security;

/// <summary>
/// Trusts a silo by the hash of the authority that issued its certificate, which the silo sends along. That may be an intermediate
/// one: TLS libraries never send a root, so a chain that ends without one is all right as long as the pinned authority signed in it.
/// </summary>
public sealed class PinnedAuthority(byte[] caSha256)
{
    /// <summary>A <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        // Name and presence are judged by the platform; the unknown authority is what this class is for.
        if (certificate is not X509Certificate2 silo || presented is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        var sent = presented.ChainPolicy.ExtraStore;
        var authority = sent.Concat(presented.ChainElements.Select(element => element.Certificate))
            .FirstOrDefault(candidate => CryptographicOperations.FixedTimeEquals(SHA256.HashData(candidate.RawData), caSha256));
        if (authority is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // A private authority publishes no list.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority; // Judged by the hash instead.
        return chain.Build(silo) && chain.ChainElements.Skip(1).Any(element => element.Certificate.RawData.AsSpan().SequenceEqual(authority.RawData));
    }
}
