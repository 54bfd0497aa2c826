using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Transfer.Security;
using Grpc.Net.Client;

namespace FleetMigrator.Agent.Network;

/// <summary>gRPC channels to the two peers of an agent: the service by its CA, the receiver by its certificate's hash.</summary>
internal sealed class TlsChannel(Dialer dialer)
{
    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(10);
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    /// <summary>To the service: any certificate that this CA signed for the address, and no other CA of this machine.</summary>
    /// <param name="service">https address.</param>
    /// <param name="ca">The CA from the install line.</param>
    /// <param name="own">The agent's certificate with key; null before it has one.</param>
    public GrpcChannel ToService(Uri service, X509Certificate2 ca, X509Certificate2? own)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(ca);
        return Open(service, own, policy, (_, certificate, chain, errors) => errors == SslPolicyErrors.None
            ? true
            : throw Refusal(service, certificate, chain, errors));
    }

    /// <summary>To the service before its CA certificate is known: one whose chain holds the authority with this hash.</summary>
    public GrpcChannel ToService(Uri service, byte[] caSha256)
    {
        var pinned = new PinnedAuthority(caSha256);
        return Open(service, own: null, policy: null, (sender, certificate, chain, errors) => pinned.Accepts(sender, certificate, chain, errors)
            ? true
            : throw Refusal(service, certificate, chain, errors, X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot));
    }

    /// <summary>To the receiver: exactly the certificate that the service named. No dates: a source's clock may be wrong.</summary>
    public GrpcChannel ToReceiver(Uri receiver, byte[] certificateSha256, X509Certificate2 own)
        => Open(receiver, own, policy: null, (_, certificate, _, _) =>
        {
            var shown = certificate is null ? [] : SHA256.HashData(certificate.GetRawCertData());
            return CryptographicOperations.FixedTimeEquals(shown, certificateSha256)
                ? true
                : throw AgentFaults.WrongPeer.With(
                    $"{receiver.Authority} showed a certificate with SHA-256 {Convert.ToHexStringLower(shown)}, expected was {Convert.ToHexStringLower(certificateSha256)}");
        });

    private GrpcChannel Open(Uri address, X509Certificate2? own, X509ChainPolicy? policy, RemoteCertificateValidationCallback judge)
    {
        var tls = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = judge,
        };
        if (own is not null)
        {
            tls.ClientCertificates = [own];
            // Named explicitly: the default selection leaves it out when the server lists issuers that it doesn't know.
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
        }

        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = tls,
            ConnectCallback = dialer.Connect,
            KeepAlivePingDelay = PingPause,
            KeepAlivePingTimeout = PingPause,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            EnableMultipleHttp2Connections = true,
        };
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxMessageBytes,
            MaxSendMessageSize = MaxMessageBytes,
        });
    }

    /// <param name="unknown">What the platform says of every authority that it hasn't heard of, and is no reason.</param>
    private static AgentException Refusal(
        Uri service, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509ChainStatusFlags unknown = X509ChainStatusFlags.NoError)
    {
        var flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if (errors == SslPolicyErrors.RemoteCertificateChainErrors && (flags & ~unknown) == X509ChainStatusFlags.NotTimeValid)
        {
            return AgentFaults.ClockSkew.With(
                $"the certificate of {service.Authority} is valid from {certificate?.GetEffectiveDateString()} to {certificate?.GetExpirationDateString()}, which this server's clock contradicts");
        }

        var why = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"its certificate is not for {service.Host}"
            : $"its certificate was not signed by the CA that this server was told to trust ({flags})";
        return AgentFaults.ServiceNotTrusted.With($"{service.Authority}: {why}");
    }
}
