using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Transfer.Security;

/// <summary>TLS of the data connections: 1.3, or 1.2 where the other end knows no better, pinned both ways, never resumed.</summary>
internal static class DataTls
{
    private const SslProtocols Versions = SslProtocols.Tls13 | SslProtocols.Tls12;

    /// <exception cref="TransferException"><see cref="TransferFailure.WrongPeer"/> when the receiver's certificate isn't the pinned one.</exception>
    public static async Task<SslStream> AsSender(Stream inner, X509Certificate2 own, ReadOnlyMemory<byte> receiverSha256, CancellationToken cancellation)
    {
        var refused = false;
        var tls = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "fleet-receiver",
                EnabledSslProtocols = Versions,
                AllowTlsResume = false,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true),
                RemoteCertificateValidationCallback = (_, certificate, _, _) => !(refused = !PinnedCertificate.Matches(certificate, receiverSha256.Span)),
            }, cancellation);
            return tls;
        }
        catch (AuthenticationException error)
        {
            await tls.DisposeAsync();
            throw refused
                ? new TransferException(TransferFailure.WrongPeer, "the receiver's certificate is not the pinned one", error)
                : new TransferException(TransferFailure.Unreachable, $"TLS with the receiver failed: {error.Message}", error);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="AuthenticationException">The agent's certificate isn't the pinned one, or TLS failed.</exception>
    public static SslStream AsReceiver(Stream inner, X509Certificate2 own, ReadOnlyMemory<byte> agentSha256)
    {
        var tls = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            tls.AuthenticateAsServer(new SslServerAuthenticationOptions
            {
                EnabledSslProtocols = Versions,
                AllowTlsResume = false,
                ClientCertificateRequired = true,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                ServerCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true),
                RemoteCertificateValidationCallback = (_, certificate, _, _) => PinnedCertificate.Matches(certificate, agentSha256.Span),
            });
            return tls;
        }
        catch
        {
            tls.Dispose();
            throw;
        }
    }
}
