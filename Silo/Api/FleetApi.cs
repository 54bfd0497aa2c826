using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;

namespace FleetMigrator.Silo.Api;

/// <summary>The REST API, version 1.</summary>
internal static class FleetApi
{
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1");
        api.MapCodes();
        api.MapSources();
        api.MapJobs();
        api.MapCloud();
        api.MapSweep();
        api.MapAccessKeys();
        api.MapGroups();
        api.MapTags();
        api.MapSearch();
        api.MapQuotas();
        api.MapGet("/overview", (IFleetReader reader, CancellationToken cancellation) => reader.Counts(cancellation))
            .WithTags("Fleet").WithName("overview").WithSummary("How many of each.");
        api.MapGet("/errors", () => ErrorCatalogue.All.Values.OrderBy(code => code.Id, StringComparer.Ordinal))
            .WithTags("Fleet").WithName("listErrors").WithSummary("The error catalogue.");
        // What no endpoint knows is told in the same form as every other refusal.
        api.Map("/{**rest}", (HttpContext context)
            => Problems.Write(
                context,
                StatusCodes.Status404NotFound,
                [ServiceErrors.BadRequest.Fault($"{context.Request.Method} {context.Request.Path} is not part of the API")]))
            .ExcludeFromDescription();
        endpoints.MapOpenApi();
    }
}
