using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Setup;

namespace FleetMigrator.Silo.Api;

/// <summary>What forms and scripts need to know of the cloud.</summary>
internal static class CloudApi
{
    private const string Account = "default"; // The only one until there are more.

    public static void MapCloud(this IEndpointRouteBuilder api)
    {
        var cloud = api.MapGroup("").WithTags("Cloud");
        cloud.MapGet("/setup", (IGrainFactory grains) => grains.GetGrain<ISetupDesk>(Account).Check())
            .WithName("checkSetup").WithSummary("Whether the account is ready for migrations: services, rights, grants, a bucket. Changes nothing.");
        cloud.MapGet("/regions", (IClouds clouds, CancellationToken cancellation) => clouds.For(Account).Compute.Regions(cancellation))
            .WithName("listRegions").WithSummary("Regions that the account can use.");
        cloud.MapGet("/image-regions", () => ImageRegions.All).WithName("listImageRegions").WithSummary("Where edge images can be stored: region ids and names.");
        cloud.MapGet("/buckets", (string region, IClouds clouds, CancellationToken cancellation) => clouds.For(Account).Buckets.List(region, cancellation))
            .WithName("listBuckets").WithSummary("Buckets of a region.");
        cloud.MapGet("/edge-images", (IClouds clouds, CancellationToken cancellation) => clouds.For(Account).EdgeImages.List(cancellation))
            .WithName("listEdgeImages").WithSummary("Edge images of the account.");
    }
}
