using FleetMigrator.LocalRegion.Hosting;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>What ECS is made of.</summary>
internal static class ComputeServices
{
    public static IServiceCollection AddCompute(this IServiceCollection services, RegionOptions options)
        => services;
}
