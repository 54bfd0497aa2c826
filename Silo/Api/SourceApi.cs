using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Sources;

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
        sources.MapDelete("/{id}", async (string id, IGrainFactory grains) =>
        {
            await grains.GetGrain<ISourceServer>(id).Delete();
            return TypedResults.NoContent();
        }).WithName("deleteSource").WithSummary("Forgets the server; refused while a job is open.");
        sources.MapGet("/{id}/logs", (string id, IGrainFactory grains) => grains.GetGrain<ISourceServer>(id).Logs())
            .WithName("sourceLogs").WithSummary("The newest lines of the agent's log.");
        sources.MapGet("/{id}/jobs", (string id, IFleetReader reader, CancellationToken cancellation) => reader.JobsOf(id, cancellation))
            .WithName("sourceJobs").WithSummary("Jobs of the server, newest first.");
    }

    private static async Task<SourceView> Describe(string id, SourceChange change, IGrainFactory grains)
    {
        var source = grains.GetGrain<ISourceServer>(id);
        var now = await source.View();
        return await source.Describe(change.Name ?? now.Name, change.Description ?? now.Description);
    }
}
