using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Transfer.Security;

namespace FleetMigrator.Transfer.Tests.Security;

public sealed class PinnedAuthorityTests
{
    [Fact]
    public void A_silo_is_trusted_by_the_hash_of_the_authority_that_it_sends_along()
    {
        using var authority = Authority("CN=Fleet CA");
        using var silo = Issue(authority);
        using var chain = Presented(silo, authority);

        Assert.True(new PinnedAuthority(SHA256.HashData(authority.RawData)).Accepts(this, silo, chain, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void An_intermediate_authority_can_be_pinned_though_its_root_is_not_sent()
    {
        using var root = Authority("CN=Fleet root");
        using var issuing = Issue(root, "CN=Fleet issuing", authority: true);
        using var silo = Issue(issuing);
        using var chain = Presented(silo, issuing);

        Assert.True(new PinnedAuthority(SHA256.HashData(issuing.RawData)).Accepts(this, silo, chain, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void Another_authority_a_wrong_name_and_a_bare_certificate_are_refused()
    {
        using var authority = Authority("CN=Fleet CA");
        using var other = Authority("CN=Fleet CA");
        using var silo = Issue(authority);
        using var chain = Presented(silo, authority);
        using var forged = Presented(Issue(other), other, authority);
        using var bare = Presented(silo);
        var trust = new PinnedAuthority(SHA256.HashData(authority.RawData));

        Assert.False(new PinnedAuthority(SHA256.HashData(other.RawData)).Accepts(this, silo, chain, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(trust.Accepts(this, Issue(other), forged, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(trust.Accepts(this, silo, chain, SslPolicyErrors.RemoteCertificateNameMismatch));
        Assert.False(trust.Accepts(this, silo, bare, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    private static X509Chain Presented(X509Certificate2 leaf, params X509Certificate2[] more)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ExtraStore.Add(leaf);
        chain.ChainPolicy.ExtraStore.AddRange(more);
        return chain;
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 signer, string name = "CN=silo", bool authority = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        using var bare = request.Create(signer, new DateTimeOffset(signer.NotBefore), new DateTimeOffset(signer.NotAfter), [1, 2, 3]);
        return bare.CopyWithPrivateKey(key);
    }
}
