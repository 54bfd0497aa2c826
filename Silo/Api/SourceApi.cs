using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FleetMigrator.Silo.Api;

/// <summary>Source servers over REST.</summary>
internal static class SourceApi
{
    public static void MapSources(this IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags("Source servers");
        sources.MapGet("/", ([AsParameters] ListQuery query, IFleetReader reader, CancellationToken cancellation) => reader.Sources(query.ToFleet(), cancellation))
            .WithName("listSources").WithSummary("Source servers, newest first.");
        sources.MapGet("/{id}", (string id, IGrainFactory grains) => grains.GetGrain<ISourceServer>(id).View())
            .WithName("getSource").WithSummary("One source server.");
        sources.MapPatch("/{id}", Describe).WithName("describeSource").WithSummary("Sets name and description; what is left out stays.");
        sources.MapDelete("/{id}", Delete).WithName("deleteSource")
            .WithSummary("Forgets the server. With a job only by ?force=true, which deletes the job too; never while the job runs. 202: what the job made is still being released.");
        sources.MapGet("/{id}/logs", (string id, IGrainFactory grains) => grains.GetGrain<ISourceServer>(id).Logs())
            .WithName("sourceLogs").WithSummary("The newest lines of the agent's log.");
        sources.MapGet("/{id}/jobs", (string id, IFleetReader reader, CancellationToken cancellation) => reader.JobsOf(id, cancellation))
            .WithName("sourceJobs").WithSummary("Jobs of the server, newest first.");
        sources.MapPost("/{id}/refresh", (string id, IGrainFactory grains) => Give(id, new RefreshInventoryCommand(Ids.New("refresh")), grains))
            .WithName("refreshSource").WithSummary("Asks the agent to look again at disks, file systems and addresses.");
        sources.MapPost("/{id}/preflight", (string id, IGrainFactory grains) => Give(id, new PreflightCommand(Ids.New("preflight")), grains))
            .WithName("checkSource").WithSummary("Asks the agent whether the server can be migrated.");
        sources.MapGet("/{id}/commands/{commandId}", (string id, string commandId, IGrainFactory grains) => grains.GetGrain<ISourceServer>(id).ReportOf(commandId))
            .WithName("sourceCommand").WithSummary("How a command stands.");
    }

    private static async Task<SourceView> Describe(string id, SourceChange change, IGrainFactory grains)
    {
        var source = grains.GetGrain<ISourceServer>(id);
        var now = await source.View();
        return await source.Describe(change.Name ?? now.Name, change.Description ?? now.Description);
    }

    private static async Task<Results<NoContent, Accepted>> Delete(string id, [FromQuery] bool? force, IGrainFactory grains)
        => await grains.GetGrain<ISourceServer>(id).Delete(force ?? false) ? TypedResults.NoContent() : TypedResults.Accepted($"/api/v1/sources/{id}");

    private static async Task<Accepted<CommandAccepted>> Give(string id, SourceCommand command, IGrainFactory grains)
    {
        await grains.GetGrain<ISourceServer>(id).Command(command);
        return TypedResults.Accepted($"/api/v1/sources/{id}/commands/{command.Id}", new CommandAccepted(command.Id));
    }
}
