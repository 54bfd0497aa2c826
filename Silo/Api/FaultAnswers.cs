using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Silo.Api;

/// <summary>Turns what the API's endpoints throw into problems.</summary>
internal sealed partial class FaultAnswers(RequestDelegate next, ILogger<FaultAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (FleetException fault) when (!context.Response.HasStarted)
        {
            await Problems.Write(context, fault.Faults);
        }
        catch (BadHttpRequestException unreadable) when (!context.Response.HasStarted)
        {
            var cause = unreadable.InnerException is System.Text.Json.JsonException json ? $"{unreadable.Message} {json.Message}" : unreadable.Message;
            await Problems.Write(context, ServiceErrors.BadRequest.Fault(cause));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (Exception unforeseen) when (!context.Response.HasStarted)
        {
            LogUnforeseen(context.Request.Method, context.Request.Path, context.TraceIdentifier, unforeseen);
            await Problems.Write(context, ServiceErrors.Unforeseen.Fault($"request {context.TraceIdentifier}: {unforeseen.Message}"));
        }
    }

    [LoggerMessage(9111, LogLevel.Error, "{Method} {Path} failed (request {RequestId})")]
    private partial void LogUnforeseen(string method, PathString path, string requestId, Exception unforeseen);
}
