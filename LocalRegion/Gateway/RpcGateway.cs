using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Answers ECS, VPC and ENS: who calls, what is asked, has it been asked before, and only then the action itself.</summary>
internal sealed partial class RpcGateway(
    RegionState state,
    RpcAuthentication authentication,
    ActionRegistry actions,
    ClientTokens tokens,
    FaultPlan faults,
    CallLog log,
    TimeProvider clock,
    ILogger<RpcGateway> logger)
{
    public async Task Handle(HttpContext http, WireRequest wire)
    {
        var requestId = Ids.Request();
        http.Response.Headers["x-acs-request-id"] = requestId;
        var xml = false;
        RpcRequest? request = null;
        try
        {
            request = await RpcRequest.Read(http, wire);
            xml = request.WantsXml;
            var account = authentication.Check(request);
            var definition = ActionTable.Get(request.Version ?? "", request.Action ?? throw Missing("Action"));
            var answer = Run(definition, request, requestId, account);
            answer["RequestId"] = requestId;
            await RpcAnswer.Write(http, StatusCodes.Status200OK, definition.Name + "Response", xml, answer);
        }
        catch (WireException failure) when (failure.Error.Code == Fault.ConnectionReset)
        {
            http.Abort();
        }
        catch (WireException failure)
        {
            await RpcAnswer.Failure(http, requestId, xml, failure);
        }
        catch (Exception problem) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            // The edge of the process: the caller gets the cloud's word for it, the operator the whole story.
            LogBroken(request?.Action ?? "?", requestId, problem);
            await RpcAnswer.Failure(http, requestId, xml, GatewayErrors.InternalError.Because($"The service failed inside: {problem.Message}"));
        }
    }

    private JsonObject Run(ActionDefinition definition, RpcRequest request, string requestId, string account)
    {
        var code = "OK";
        var created = (IReadOnlyList<string>)[];
        RpcCall? call = null;
        try
        {
            Play(definition, afterEffect: false);
            var parameters = ParameterBag.Read(definition, request.Pairs, strict: true);
            call = new RpcCall(definition, parameters, request.Pairs, requestId, clock.GetUtcNow());
            (var answer, created) = state.Write(change => Execute(call, change));
            Play(definition, afterEffect: true);
            return answer;
        }
        catch (WireException failure)
        {
            code = failure.Error.Code;
            throw;
        }
        finally
        {
            log.Add(new CallRecord(
                clock.GetUtcNow(), definition.Product.Name, definition.Name, call?.ClientToken, call?.HashWithout("ClientToken") ?? "", requestId, code, created, account));
        }
    }

    private (JsonObject Answer, IReadOnlyList<string> Created) Execute(RpcCall call, Change change)
    {
        if (tokens.Find(call) is { } known)
        {
            return (known, []);
        }

        var action = actions.Find(call.Definition) ?? throw GatewayErrors.UnknownAction.Because($"{call.Definition} is not offered here.");
        var answer = action(call, change);
        if (call.DryRun)
        {
            // Thrown inside the write, so that nothing of what the action wanted is stored.
            throw GatewayErrors.DryRun.Because("Request validation has been passed with DryRun flag set.");
        }

        tokens.Remember(call, answer, change);
        return (answer, change.Created);
    }

    private void Play(ActionDefinition definition, bool afterEffect)
    {
        if (faults.Take(definition.Name, afterEffect) is { } fault)
        {
            throw new WireError(fault.Code, fault.HttpStatus, fault.Message).Because();
        }
    }

    private static WireException Missing(string name) => GatewayErrors.MissingParameter.Because($"The parameter \"{name}\" is mandatory for this action.");

    [LoggerMessage(4801, LogLevel.Error, "{Action} of request {RequestId} broke")]
    private partial void LogBroken(string action, string requestId, Exception problem);
}
