using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Silo.Certificates;

/// <summary>The certificate of the agents' listener: made at the start, made anew before it expires, never stored.</summary>
internal sealed class ServerCertificate(CertificateAuthority authority, IReadOnlyList<string> hosts, TimeProvider clock)
{
    // A silo that runs for a year must not become unreachable.
    private static readonly TimeSpan _renewBefore = TimeSpan.FromDays(60);

    private readonly Lock _lock = new();
    private X509Certificate2? _certificate;
    private SslStreamCertificateContext? _context;

    /// <summary>The certificate with the issuing one behind it, as it is sent.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                if (_context is null || _certificate!.NotAfter.ToUniversalTime() - clock.GetUtcNow().UtcDateTime < _renewBefore)
                {
                    _certificate = authority.IssueServer(hosts);
                    _context = SslStreamCertificateContext.Create(_certificate, [authority.Issuing, authority.Root], offline: true);
                }

                return _context;
            }
        }
    }
}
