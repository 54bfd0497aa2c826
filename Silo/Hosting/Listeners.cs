using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using FleetMigrator.Silo.Certificates;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace FleetMigrator.Silo.Hosting;

/// <summary>The three listeners of a silo, and the rule that keeps their endpoints apart.</summary>
internal static class Listeners
{
    // A peer whose power was cut sends no goodbye; this notices it within half a minute.
    private static readonly TimeSpan _pingAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _pingAnswer = TimeSpan.FromSeconds(10);

    /// <summary>Opens the listeners that the settings name.</summary>
    public static void Listen(KestrelServerOptions kestrel, SiloSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.KeepAlivePingDelay = _pingAfter;
        kestrel.Limits.Http2.KeepAlivePingTimeout = _pingAnswer;
        Open(kestrel, settings.PeopleUrl, listen => Mark(listen, Listener.People, HttpProtocols.Http1));
        Open(kestrel, settings.BootstrapListenUrl, listen => Mark(listen, Listener.Bootstrap, HttpProtocols.Http1));
        var certificate = kestrel.ApplicationServices.GetRequiredService<ServerCertificate>();
        Open(kestrel, settings.ListenUrl, listen =>
        {
            Mark(listen, Listener.Agents, HttpProtocols.Http1AndHttp2);
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Tls(certificate)) });
        });
    }

    /// <summary>Answers 404 where the endpoint belongs to another listener than the connection.</summary>
    public static Task Separate(HttpContext context, RequestDelegate next)
    {
        var named = context.GetEndpoint()?.Metadata.GetOrderedMetadata<ListenerMark>() ?? [];
        var taken = context.TakenBy();
        if (named.Count == 0 ? taken == Listener.People : named.Any(mark => mark.Listener == taken))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The listener that took the request's connection.</summary>
    public static Listener TakenBy(this HttpContext context) => context.Features.GetRequiredFeature<ListenerMark>().Listener;

    /// <summary>Binds an endpoint to listeners; without, it is one of people.</summary>
    public static TBuilder OnListener<TBuilder>(this TBuilder endpoint, params Listener[] listeners)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata([.. listeners.Select(listener => new ListenerMark(listener))]);

    private static void Open(KestrelServerOptions kestrel, Uri url, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(url.Host, out var address))
        {
            kestrel.Listen(address, url.Port, configure);
        }
        else
        {
            kestrel.ListenLocalhost(url.Port, configure);
        }
    }

    private static void Mark(ListenOptions listen, Listener listener, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        var mark = new ListenerMark(listener);
        listen.Use(next => connection =>
        {
            connection.Features.Set(mark);
            return next(connection);
        });
    }

    private static SslServerAuthenticationOptions Tls(ServerCertificate certificate) => new()
    {
        ServerCertificateContext = certificate.Current,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        // Asked for, not demanded: downloads and enrolment come without one. Whom a certificate proves is judged by each service,
        // because a receiver's is signed by itself.
        ClientCertificateRequired = true,
#pragma warning disable CA5359 // Clients, not servers, are judged here.
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        // A resumed session carries no client certificate.
        AllowTlsResume = false,
    };
}
