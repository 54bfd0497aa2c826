using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Answers the object store: which bucket, who calls, which operation.</summary>
internal sealed partial class OssGateway(
    OssAuthentication authentication,
    OssOperations operations,
    FaultPlan faults,
    CallLog log,
    TimeProvider clock,
    ILogger<OssGateway> logger)
{
    public async Task Handle(HttpContext http, WireRequest wire)
    {
        var requestId = Convert.ToHexString(Guid.NewGuid().ToByteArray())[..24];
        http.Response.Headers.Server = "AliyunOSS";
        http.Response.Headers["x-oss-request-id"] = requestId;
        http.Response.Headers["x-oss-server-time"] = "0";
        var operation = "Unknown";
        OssResource? resource = null;
        try
        {
            var route = OssRoute.Find(wire);
            resource = route.Resource;
            var signer = authentication.Check(wire, route);
            var request = route.ToRequest(http, wire, requestId, signer);
            (operation, var run) = operations.Find(request);
            Play(operation, afterEffect: false);
            await Run(http, request, operation, run);
        }
        catch (OssFailure failure) when (failure.Code == Fault.ConnectionReset)
        {
            Record(operation, resource, requestId, failure.Code);
            http.Abort();
        }
        catch (OssFailure failure)
        {
            Record(operation, resource, requestId, failure.Code);
            await OssAnswer.Failure(http, requestId, failure);
        }
        catch (Exception problem) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            LogBroken(operation, requestId, problem);
            Record(operation, resource, requestId, "InternalError");
            await OssAnswer.Failure(http, requestId, new OssFailure(500, "InternalError", $"We encountered an internal error: {problem.Message}"));
        }
    }

    // The answer is held back until a fault that follows the effect has had its turn; only GET streams straight through.
    private async Task Run(HttpContext http, OssRequest request, string operation, Func<OssRequest, Task> run)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            Play(operation, afterEffect: true);
            await run(request);
            Record(operation, new OssResource(request.Bucket ?? "", request.Key ?? ""), request.RequestId, "OK");
            return;
        }

        var body = http.Response.Body;
        using var held = new MemoryStream();
        http.Response.Body = held;
        try
        {
            await run(request);
            Play(operation, afterEffect: true);
        }
        finally
        {
            http.Response.Body = body;
        }

        Record(operation, new OssResource(request.Bucket ?? "", request.Key ?? ""), request.RequestId, "OK");
        if (held.Length > 0)
        {
            await body.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), http.RequestAborted);
        }
    }

    private void Play(string operation, bool afterEffect)
    {
        if (faults.Take(operation, afterEffect) is { } fault)
        {
            throw new OssFailure(fault.HttpStatus, fault.Code, fault.Message);
        }
    }

    private void Record(string operation, OssResource? resource, string requestId, string code) => log.Add(new CallRecord(
        clock.GetUtcNow(), "oss", operation, Token: null, Ids.Hash($"{resource?.Bucket}/{resource?.Key}"), requestId, code, [], Resource: $"{resource?.Bucket}/{resource?.Key}"));

    [LoggerMessage(4802, LogLevel.Error, "{Operation} of request {RequestId} broke")]
    private partial void LogBroken(string operation, string requestId, Exception problem);
}
