using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Labels;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetMigrator.Silo.Api;

/// <summary>Resource groups over REST.</summary>
internal static class GroupApi
{
    public static void MapGroups(this IEndpointRouteBuilder api)
    {
        var groups = api.MapGroup("/groups").WithTags("Resource groups");
        groups.MapPost("/", Create).WithName("createGroup").WithSummary("Makes a resource group.");
        groups.MapGet("/", ([AsParameters] ListQuery query, IFleetReader reader, CancellationToken cancellation) => reader.Groups(query.ToFleet(), cancellation))
            .WithName("listGroups").WithSummary("Groups, newest first; the group default always exists beside them.");
        groups.MapGet("/{id}", (string id, IGrainFactory grains) => grains.GetGrain<IResourceGroup>(id).View())
            .WithName("getGroup").WithSummary("One group.");
        groups.MapPatch("/{id}", (string id, GroupForm form, IGrainFactory grains) => grains.GetGrain<IResourceGroup>(id).Rename(form.Name))
            .WithName("renameGroup").WithSummary("Gives it another name.");
        groups.MapPost("/{id}/members", (string id, MemberForm form, IGrainFactory grains)
            => grains.GetGrain<ILabelDesk>(0).Apply(form.Ids, new LabelChange { Group = id }))
            .WithName("joinGroup").WithSummary("Moves up to 50 servers and jobs into the group.");
        groups.MapDelete("/{id}", async (string id, IGrainFactory grains) =>
        {
            await grains.GetGrain<IResourceGroup>(id).Delete();
            return TypedResults.NoContent();
        }).WithName("deleteGroup").WithSummary("Removes an empty group.");
    }

    private static async Task<Created<GroupView>> Create(GroupForm form, IGrainFactory grains)
    {
        var id = Ids.New("rg");
        return TypedResults.Created($"/api/v1/groups/{id}", await grains.GetGrain<IResourceGroup>(id).Create(form.Name));
    }
}
