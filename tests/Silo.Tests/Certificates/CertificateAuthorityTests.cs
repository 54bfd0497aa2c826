using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.Certificates;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CertificateAuthority _authority;

    public CertificateAuthorityTests() => _authority = Open();

    [Fact]
    public void A_certificate_that_was_issued_proves_its_source_server()
    {
        using var certificate = _authority.IssueAgent(CertificateAuthority.ReadRequest(Request("CN=whatever")), "s-1");
        Assert.Equal("s-1", _authority.SourceIdOf(certificate));
        Assert.Equal(90, (certificate.NotAfter - certificate.NotBefore).TotalDays, precision: 0);
    }

    [Fact]
    public void What_a_request_asks_for_is_left_out()
    {
        using var certificate = _authority.IssueAgent(CertificateAuthority.ReadRequest(Request("CN=s-of-somebody-else", asAuthority: true)), "s-1");
        Assert.Equal("CN=s-1", certificate.Subject);
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public void A_request_that_its_own_key_did_not_sign_is_refused()
    {
        var request = Request("CN=x");
        request[^3] ^= 1;
        var refused = Assert.Throws<FleetException>(() => CertificateAuthority.ReadRequest(request));
        Assert.Equal("FM-1007", refused.Code);
    }

    [Fact]
    public void A_request_with_another_kind_of_key_is_refused()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest();
        var refused = Assert.Throws<FleetException>(() => CertificateAuthority.ReadRequest(request));
        Assert.Equal("FM-1007", refused.Code);
    }

    [Fact]
    public void Certificates_of_others_prove_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = TimeProvider.System.GetUtcNow();
        using var selfSigned = new CertificateRequest("CN=s-1", key, HashAlgorithmName.SHA256).CreateSelfSigned(from.AddDays(-1), from.AddDays(1));
        Assert.Null(_authority.SourceIdOf(selfSigned));
        Assert.Null(_authority.SourceIdOf(null));

        using var elsewhere = new TemporaryFolder();
        using var other = new CertificateAuthority(elsewhere.Path, TimeProvider.System);
        using var foreign = other.IssueAgent(CertificateAuthority.ReadRequest(Request("CN=x")), "s-1");
        Assert.Null(_authority.SourceIdOf(foreign));
    }

    [Fact]
    public void A_server_certificate_proves_no_source_server()
    {
        using var certificate = _authority.IssueServer(["127.0.0.1", "fleet.example"]);
        Assert.Null(_authority.SourceIdOf(certificate));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.True(certificate.MatchesHostname("fleet.example"));
    }

    [Fact]
    public void The_authority_survives_a_restart_and_keeps_its_keys_to_itself()
    {
        using var certificate = _authority.IssueAgent(CertificateAuthority.ReadRequest(Request("CN=x")), "s-1");
        using var again = Open();
        Assert.Equal("s-1", again.SourceIdOf(certificate));
        Assert.Equal(_authority.PinSha256, again.PinSha256);
        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private static byte[] Request(string subject, bool asAuthority = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (asAuthority)
        {
            request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        }

        return request.CreateSigningRequest();
    }

    private CertificateAuthority Open() => new(_folder.Path, TimeProvider.System);
}
