namespace FleetMigrator.LocalRegion.Edge;

/// <summary>What ENS is made of.</summary>
internal static class EdgeServices
{
    public static IServiceCollection AddEdge(this IServiceCollection services)
        => services;
}
