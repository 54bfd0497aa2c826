using FleetMigrator.LocalRegion.Hosting;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>What ENS is made of.</summary>
internal static class EdgeServices
{
    public static IServiceCollection AddEdge(this IServiceCollection services) => services
        .AddResumable<EdgeImport>()
        .AddActions<EdgeImageActionSet>()
        .AddActions<EdgeRegionActionSet>()
        .AddActions<EdgeExportActionSet>()
        .AddSingleton<EdgeMachines>()
        .AddResumable<EdgeInstanceLife>()
        .AddSingleton<IPreparable>(provider => provider.GetRequiredService<EdgeInstanceLife>())
        .AddSingleton<EdgeInstanceOrder>()
        .AddActions<EdgeInstanceActionSet>();
}
