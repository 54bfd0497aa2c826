using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>
/// The same token with the same parameters gets the first answer again. The answer is stored in the same commit as the
/// effect, so there is no moment in which one exists without the other.
/// </summary>
internal sealed class ClientTokens(RegionState state)
{
    public JsonObject? Find(RpcCall call)
    {
        if (call.ClientToken is not { } token || state.Tokens.Find(IdOf(call, token)) is not { } record)
        {
            return null;
        }

        if (record.ParametersHash != HashOf(call))
        {
            throw (call.Definition.Name == "CreateImage" ? EcsErrors.ImageTokenMismatched : GatewayErrors.TokenMismatched).Because();
        }

        return JsonNode.Parse(record.Answer)!.AsObject();
    }

    public void Remember(RpcCall call, JsonObject answer, Change change)
    {
        if (call.ClientToken is { } token)
        {
            change.Put(state.Tokens, new TokenRecord(IdOf(call, token), HashOf(call), answer.ToJsonString(), call.Now));
        }
    }

    private static string HashOf(RpcCall call) => call.HashWithout("ClientToken");

    private static string IdOf(RpcCall call, string token)
        => Ids.Hash($"{call.Definition}\n{(call.Definition.Find("RegionId") is null ? "" : call.Given("RegionId"))}\n{token}");
}
