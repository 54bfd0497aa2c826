using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Silo.Tests.Hosting;
using Grpc.Net.Client;

namespace FleetMigrator.Silo.Tests.Gateway;

/// <summary>Connections to the agents' listener that trust nothing but the silo's own root.</summary>
internal static class Peers
{
    public static GrpcChannel Channel(RunningSilo silo, X509Certificate2? certificate)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(silo.Authority.Root);
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = trust,
                ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            },
        };
        return GrpcChannel.ForAddress(silo.Agents, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }
}
