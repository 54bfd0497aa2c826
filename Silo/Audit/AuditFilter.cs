using System.Text.Json.Nodes;
using FleetMigrator.Grains.Interfaces.Audit;
using FleetMigrator.Silo.Access;

namespace FleetMigrator.Silo.Audit;

/// <summary>Puts every command of the API that changes something on the audit trail.</summary>
internal sealed class AuditFilter(AuditTrail trail) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? await next(context)
            : await trail.Record(Asked(context), () => next(context), http.RequestAborted);
    }

    private AuditEntry Asked(EndpointFilterInvocationContext context)
    {
        var request = context.HttpContext.Request;
        var sent = context.Arguments.Where(IsMessage).Select(trail.Node).ToList();
        return new AuditEntry(
            0, default,
            PresentedKey.Read(request.Headers.Authorization.ToString())?.Id ?? AuditTrail.StartToken,
            context.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
            context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? request.Method,
            request.Method, $"{request.Path}{request.QueryString}", request.RouteValues.GetValueOrDefault("id") as string ?? "",
            sent.Count switch { 0 => null, 1 => sent[0], _ => new JsonArray([.. sent]) });
    }

    // Arguments are services, texts of the path, and messages; our messages are records.
    private static bool IsMessage(object? argument)
        => argument?.GetType() is { } type && type.Namespace?.StartsWith("FleetMigrator.", StringComparison.Ordinal) == true && type.GetMethod("<Clone>$") is not null;
}
