using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.Fleet;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetMigrator.Silo.Api;

/// <summary>Access keys of the service over REST.</summary>
internal static class AccessKeyApi
{
    public static void MapAccessKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/access-keys").WithTags("Access keys");
        keys.MapPost("/", Create).WithName("createAccessKey").WithSummary("Makes a key. Its secret is in this answer and nowhere else.");
        keys.MapGet("/", ([AsParameters] ListQuery query, IFleetReader reader, CancellationToken cancellation) => reader.AccessKeys(query.ToFleet(), cancellation))
            .WithName("listAccessKeys").WithSummary("Keys, newest first.");
        keys.MapGet("/{id}", (string id, IGrainFactory grains) => grains.GetGrain<IAccessKey>(id).View())
            .WithName("getAccessKey").WithSummary("One key.");
        keys.MapPost("/{id}/revoke", (string id, IGrainFactory grains) => grains.GetGrain<IAccessKey>(id).Revoke())
            .WithName("revokeAccessKey").WithSummary("Ends its use for good; servers that joined with it stay.");
        keys.MapDelete("/{id}", async (string id, IGrainFactory grains) =>
        {
            await grains.GetGrain<IAccessKey>(id).Delete();
            return TypedResults.NoContent();
        }).WithName("deleteAccessKey").WithSummary("Removes the key.");
    }

    private static async Task<Created<CreatedAccessKey>> Create(AccessKeyRequest request, IGrainFactory grains)
    {
        var id = Ids.New("ak");
        return TypedResults.Created($"/api/v1/access-keys/{id}", await grains.GetGrain<IAccessKey>(id).Create(request));
    }
}
