using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Waves;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetMigrator.Silo.Api;

/// <summary>Waves over REST.</summary>
internal static class WaveApi
{
    public static void MapWaves(this IEndpointRouteBuilder api)
    {
        var waves = api.MapGroup("/waves").WithTags("Waves");
        waves.MapPost("/", Create).WithName("planWave").WithSummary("Plans a wave of source servers.");
        waves.MapGet("/", (IGrainFactory grains) => WaveList.All(grains)).WithName("listWaves").WithSummary("Waves in their order, with progress and expected end.");
        waves.MapGet("/{id}", (string id, IGrainFactory grains) => grains.GetGrain<IWave>(id).View())
            .WithName("getWave").WithSummary("One wave with its servers.");
        waves.MapPut("/{id}", (string id, WaveForm form, IGrainFactory grains) => grains.GetGrain<IWave>(id).Plan(form.ToRequest()))
            .WithName("replanWave").WithSummary("Replaces the plan of a wave that has not started.");
        waves.MapPost("/{id}/start", (string id, IGrainFactory grains) => grains.GetGrain<IWave>(id).Start())
            .WithName("startWave").WithSummary("Starts the wave, or goes on after a stop.");
        waves.MapPost("/{id}/stop", (string id, IGrainFactory grains) => grains.GetGrain<IWave>(id).Stop())
            .WithName("stopWave").WithSummary("Starts no further job; what runs runs on.");
        waves.MapDelete("/{id}", async (string id, IGrainFactory grains) =>
        {
            await grains.GetGrain<IWave>(id).Delete();
            return TypedResults.NoContent();
        }).WithName("deleteWave").WithSummary("Removes the wave; its jobs stay.");
    }

    private static async Task<Created<WaveView>> Create(WaveForm form, IGrainFactory grains)
    {
        var id = Ids.New("w");
        return TypedResults.Created($"/api/v1/waves/{id}", await grains.GetGrain<IWave>(id).Plan(form.ToRequest()));
    }
}
