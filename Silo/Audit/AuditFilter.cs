using System.Text.Json;
using System.Text.Json.Nodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Access;
using FleetMigrator.Silo.Api;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace FleetMigrator.Silo.Audit;

/// <summary>The one place through which every command of the API goes that changes something. What cannot be written down is not done.</summary>
internal sealed partial class AuditFilter(AuditLog log, AuditSubjects subjects, IOptions<JsonOptions> json, ILogger<AuditFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return await next(context);
        }

        var subject = http.Request.RouteValues.GetValueOrDefault("id") as string ?? "";
        var before = await subjects.Look(http.Request.Path, subject);
        var id = await log.Begin(Asked(context, subject), http.RequestAborted);
        try
        {
            var result = await next(context);
            var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
            var after = subject.Length > 0 || before is not null ? await subjects.Look(http.Request.Path, subject) : Node(Value(result));
            await End(id, status, code: null, FieldChanges.Between(FieldChanges.WithoutSecrets(before), FieldChanges.WithoutSecrets(after)));
            return result;
        }
        catch (FleetException refused)
        {
            await End(id, Problems.Status(refused.Code), refused.Code, []);
            throw;
        }
        catch (Exception)
        {
            await End(id, StatusCodes.Status500InternalServerError, ServiceErrors.Unforeseen.Id, []);
            throw;
        }
    }

    private static object? Value(object? result) => result is IValueHttpResult value ? value.Value : result;

    private AuditEntry Asked(EndpointFilterInvocationContext context, string subject)
    {
        var request = context.HttpContext.Request;
        var sent = context.Arguments.Where(IsMessage).Select(Node).ToList();
        return new AuditEntry(
            0, default,
            PresentedKey.Read(request.Headers.Authorization.ToString())?.Id ?? "start token",
            context.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
            context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? request.Method,
            request.Method, $"{request.Path}{request.QueryString}", subject,
            FieldChanges.WithoutSecrets(sent.Count switch { 0 => null, 1 => sent[0], _ => new JsonArray([.. sent]) }));
    }

    // Arguments are services, texts of the path, and messages; our messages are records.
    private static bool IsMessage(object? argument)
        => argument?.GetType() is { } type && type.Namespace?.StartsWith("FleetMigrator.", StringComparison.Ordinal) == true && type.GetMethod("<Clone>$") is not null;

    private JsonNode? Node(object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), json.Value.SerializerOptions);

    private async Task End(long id, int status, string? code, IReadOnlyList<FieldChange> changes)
    {
        try
        {
            await log.End(id, status, code, changes);
        }
        catch (Exception failed)
        {
            // It is done all the same; the entry says that nobody knows how it ended.
            LogNoOutcome(failed, id, status);
        }
    }

    [LoggerMessage(9401, LogLevel.Error, "The outcome {Status} of the command of audit entry {Id} could not be written")]
    private partial void LogNoOutcome(Exception failed, long id, int status);
}
