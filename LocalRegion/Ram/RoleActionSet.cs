using System.Globalization;
using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Ram;

/// <summary>The roles of the account: the one with which ECS exports images, unless the account never gave it.</summary>
internal sealed class RoleActionSet(RegionOptions options, Credentials account, TimeProvider clock) : IActionSet
{
    private const string Trust = """{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":["ecs.aliyuncs.com"]}}],"Version":"1"}""";
    private readonly DateTimeOffset _created = clock.GetUtcNow();

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions => [(RamActions.GetRole, Get)];

    private JsonObject Get(RpcCall call, Change change)
    {
        var name = call.Parameters.Needed("RoleName");
        if (!options.ExportRole || name != ExportActionSet.Role)
        {
            throw RamErrors.RoleNotFound.Because($"The role {name} does not exist.");
        }

        return new JsonObject
        {
            ["Role"] = new JsonObject
            {
                ["RoleId"] = "300000000000000001",
                ["RoleName"] = name,
                ["Arn"] = $"acs:ram::{account.AccountId}:role/{name.ToLowerInvariant()}",
                ["Description"] = "ECS writes exported images to OSS with this role.",
                ["AssumeRolePolicyDocument"] = Trust,
                ["CreateDate"] = _created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["UpdateDate"] = _created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["MaxSessionDuration"] = 3600,
            },
        };
    }
}
