using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes.Ram;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Ram;

/// <summary>Roles over RAM.</summary>
internal sealed class RamRoles(OpenApiClient client, CloudOptions options) : IRoles
{
    /// <inheritdoc/>
    public async Task<bool?> Exists(string role, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.Call<GetRoleResponse>(options.HomeRegion, new ParameterWriter(RamActions.GetRole).Set("RoleName", role), cancellation);
            return answer.Role?.RoleName == role;
        }
        catch (FleetException refused) when (refused.Code == CloudErrors.NotFound.Id)
        {
            return false;
        }
        catch (FleetException refused) when (refused.Code == CloudErrors.Forbidden.Id)
        {
            // A RAM user that migrates needs no right to look at roles.
            return null;
        }
    }
}
