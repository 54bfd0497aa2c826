using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Things;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FleetMigrator.Silo.Api;

/// <summary>Actions on many things over REST.</summary>
internal static class BulkApi
{
    private const int UsualPage = 100;

    public static void MapBulk(this IEndpointRouteBuilder api)
    {
        var bulk = api.MapGroup("/bulk").WithTags("Bulk actions");
        bulk.MapPost("/", Create).WithName("createBulk").WithSummary("Does something to all that have these ids or that a search finds. The same Idempotency-Key gives the same action.");
        bulk.MapGet("/", List).WithName("listBulk").WithSummary("Bulk actions, newest first.");
        bulk.MapGet("/{id}", (string id, IGrainFactory grains) => grains.GetGrain<IBulkOperation>(id).View())
            .WithName("getBulk").WithSummary("How a bulk action stands.");
        bulk.MapGet("/{id}/items", (string id, BulkState? state, int? skip, int? take, IGrainFactory grains)
            => grains.GetGrain<IBulkOperation>(id).Items(state, Math.Max(0, skip ?? 0), take ?? UsualPage))
            .WithName("bulkItems").WithSummary("Its things with outcome and cause.");
        bulk.MapPost("/{id}/retry", (string id, IGrainFactory grains) => grains.GetGrain<IBulkOperation>(id).Retry())
            .WithName("retryBulk").WithSummary("Tries what failed again.");
    }

    private static async Task<Created<BulkView>> Create(BulkForm form, [FromHeader(Name = "Idempotency-Key")] string? key, IGrainFactory grains)
    {
        var id = string.IsNullOrEmpty(key) ? Ids.New("b") : Ids.Of("b", key);
        return TypedResults.Created($"/api/v1/bulk/{id}", await grains.GetGrain<IBulkOperation>(id).Create(form.ToRequest()));
    }

    private static async Task<Page<BulkView>> List(int? skip, int? take, IGrainFactory grains)
    {
        var page = await grains.GetGrain<IThingList>("bulk").List(Math.Max(0, skip ?? 0), take ?? UsualPage);
        return new Page<BulkView>(await Task.WhenAll(page.Ids.Select(id => grains.GetGrain<IBulkOperation>(id).View())), page.Total);
    }
}
