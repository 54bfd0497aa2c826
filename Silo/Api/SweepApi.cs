using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Silo.Api;

/// <summary>The search for cloud resources that no job owns, over REST.</summary>
internal static class SweepApi
{
    private const string Account = "default"; // The only one until there are more.

    public static void MapSweep(this IEndpointRouteBuilder api)
    {
        var sweep = api.MapGroup("/orphans").WithTags("Cloud");
        sweep.MapGet("/", (IGrainFactory grains) => grains.GetGrain<IOrphanSweep>(Account).View())
            .WithName("listOrphans").WithSummary("What the last search found and what it deleted.");
        sweep.MapPost("/", (IGrainFactory grains) => grains.GetGrain<IOrphanSweep>(Account).Sweep())
            .WithName("sweepOrphans").WithSummary("Searches now; deletes what is past its time of grace.");
    }
}
