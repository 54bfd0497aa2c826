using System.Net;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Api;
using FleetMigrator.Silo.Hosting;

namespace FleetMigrator.Silo.Access;

/// <summary>
/// Guards the people's listener: only under a loopback name (another name on a loopback connection is a page of somebody else that
/// rebinds DNS), only with the start token or, for scripts, an access key that allows it, and nothing from foreign origins.
/// </summary>
internal sealed class PeopleGate(RequestDelegate next, StartToken token, SiloSettings settings, IGrainFactory grains)
{
    public const string Cookie = "fleet";

    private const string Query = "token";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.TakenBy() != Listener.People || context.Request.Path.StartsWithSegments("/healthz"))
        {
            await next(context);
            return;
        }

        var request = context.Request;
        if (!IsOurs(request.Host.Host))
        {
            await Problems.Write(context, AccessErrors.NotLoggedIn.Fault($"the address says {request.Host}, which is not this service"));
            return;
        }

        if (HttpMethods.IsGet(request.Method) && request.Query[Query].FirstOrDefault() is { } offered && token.Matches(offered))
        {
            LogIn(context);
            return;
        }

        if (await Objection(request) is { } objection)
        {
            await Problems.Write(context, objection);
            return;
        }

        await next(context);
    }

    private async Task<Fault?> Objection(HttpRequest request)
    {
        if (PresentedKey.Read(request.Headers.Authorization.ToString()) is { } key)
        {
            return await Objection(key, RequiredScope.Of(request));
        }

        return HasToken(request) ? null : AccessErrors.NotLoggedIn.Fault("the request carries no valid start token and no access key");
    }

    private async Task<Fault?> Objection(PresentedKey key, AccessScope? needed)
    {
        if (needed is not { } scope)
        {
            return AccessErrors.ScopeTooSmall.Fault("access keys open the API only; pages are opened with the address that the service printed");
        }

        try
        {
            await grains.GetGrain<IAccessKey>(key.Id).Verify(key.Secret, scope);
            return null;
        }
        catch (FleetException refused)
        {
            return refused.Fault;
        }
    }

    private bool HasToken(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return token.Matches(authorization[scheme.Length..].Trim());
        }

        // A cookie travels by itself, so with one the origin counts too.
        return token.Matches(request.Cookies[Cookie]) && IsSameOrigin(request);
    }

    private static bool IsSameOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsOurs(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.Equals(settings.PeopleUrl.Host, StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private void LogIn(HttpContext context)
    {
        context.Response.Cookies.Append(Cookie, token.Text, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        var rest = QueryString.Create(context.Request.Query.Where(pair => pair.Key != Query));
        // Without the token in the address, which ends up in histories and screenshots.
        context.Response.Redirect($"{context.Request.PathBase}{context.Request.Path}{rest}");
    }
}
