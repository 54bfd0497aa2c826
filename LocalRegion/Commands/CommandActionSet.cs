using System.Text;
using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Commands;

/// <summary>Cloud Assistant: commands on instances. On every instance that runs it answers.</summary>
internal sealed class CommandActionSet(RegionState state, InvocationRun runs, IInstanceHost host) : IActionSet
{
    private const int MostPerPage = 50;
    private const int UsualTimeout = 60;
    private const int LargestContent = 24 * 1024;

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EcsActions.RunCommand, Run),
        (EcsActions.DescribeInvocationResults, Results),
        (EcsActions.DescribeCloudAssistantStatus, Status),
    ];

    private JsonObject Run(RpcCall call, Change change)
    {
        host.RequireOffered();
        var region = call.Region;
        if (call.Parameters.Needed("Type") != "RunShellScript")
        {
            throw EcsErrors.CommandTypeNotHere.Because();
        }

        var (invokeId, commandId) = (Ids.New("t"), Ids.New("c"));
        var script = Script(call);
        foreach (var id in call.Parameters.List("InstanceId"))
        {
            var instance = state.Instances.Find(id) is { } found && found.Region == region ? found : throw EcsErrors.CommandInstanceNotFound.Because($"The instance \"{id}\" does not exist.");
            if (instance.Status != InstanceStatus.Running)
            {
                throw EcsErrors.IncorrectInstanceStatus.Because($"The instance is {instance.Status}.");
            }

            var invocation = new Invocation(
                $"{invokeId}.{id}", invokeId, commandId, region, id, script, (int)(call.Parameters.Number("Timeout") ?? UsualTimeout), call.Now,
                "Pending", ExitCode: null, "", "", "", Finished: null);
            change.Create(state.Invocations, invocation);
            change.Then(() => runs.Queue(invocation.Id));
        }

        return new JsonObject { ["CommandId"] = commandId, ["InvokeId"] = invokeId };
    }

    private static string Script(RpcCall call)
    {
        var content = call.Parameters.Needed("CommandContent");
        if (content.Length > LargestContent)
        {
            throw EcsErrors.CommandTooLong.Because();
        }

        if (call.Given("ContentEncoding") != "Base64")
        {
            return content;
        }

        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw GatewayErrors.InvalidParameter.Because("The value of the parameter \"CommandContent\" is not Base64.");
    }

    private JsonObject Results(RpcCall call, Change change)
    {
        var region = call.Region;
        var found = state.Invocations.All.Where(invocation => invocation.Region == region
            && (call.Given("InvokeId") is not { } invoke || invocation.InvokeId == invoke)
            && (call.Given("InstanceId") is not { } instance || invocation.InstanceId == instance)
            && (call.Given("CommandId") is not { } command || invocation.CommandId == command));
        var plain = call.Given("ContentEncoding") == "PlainText";
        return new JsonObject
        {
            ["Invocation"] = Page<Invocation>.Of(found, invocation => $"{invocation.Created:O}{invocation.Id}", call, MostPerPage)
                .Answer("InvocationResults", "InvocationResult", invocation => Write(invocation, plain)),
        };
    }

    private static JsonObject Write(Invocation invocation, bool plain) => new()
    {
        ["InstanceId"] = invocation.InstanceId,
        ["InvokeId"] = invocation.InvokeId,
        ["CommandId"] = invocation.CommandId,
        ["InvocationStatus"] = invocation.Status,
        ["InvokeRecordStatus"] = invocation.Finished is null ? "Running" : "Finished",
        ["ExitCode"] = invocation.ExitCode,
        ["Output"] = plain ? invocation.Output : Convert.ToBase64String(Encoding.UTF8.GetBytes(invocation.Output)),
        ["ErrorCode"] = invocation.ErrorCode,
        ["ErrorInfo"] = invocation.ErrorInfo,
        ["StartTime"] = WireTime.Seconds(invocation.Created),
        ["FinishedTime"] = invocation.Finished is { } finished ? WireTime.Seconds(finished) : "",
        ["Dropped"] = 0,
        ["Repeats"] = 1,
    };

    private JsonObject Status(RpcCall call, Change change)
    {
        var region = call.Region;
        var wanted = call.Parameters.List("InstanceId");
        var found = state.Instances.All.Where(instance => instance.Region == region && (wanted.Count == 0 || wanted.Contains(instance.Id)));
        return Page<Instance>.Of(found, instance => $"{instance.Created:O}{instance.Id}", call, MostPerPage)
            .Answer("InstanceCloudAssistantStatusSet", "InstanceCloudAssistantStatus", instance => new JsonObject
            {
                ["InstanceId"] = instance.Id,
                ["CloudAssistantStatus"] = instance.Status == InstanceStatus.Running ? "true" : "false",
                ["CloudAssistantVersion"] = "2.2.4.1000",
                ["OSType"] = "Linux",
                ["ActiveTaskCount"] = state.Invocations.All.Count(invocation => invocation.InstanceId == instance.Id && invocation.Finished is null),
            });
    }
}
