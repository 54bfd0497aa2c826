using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Edge;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Networks;
using FleetMigrator.LocalRegion.Oss;
using FleetMigrator.LocalRegion.Ram;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>What a region is made of.</summary>
internal static class RegionServices
{
    public static IServiceCollection AddRegion(this IServiceCollection services, RegionOptions options, TimeProvider clock, IInstanceHost instances)
    {
        var credentials = Credentials.LoadOrCreate(options.Data);
        return services
            .AddSingleton(options)
            .AddSingleton(clock)
            .AddSingleton(instances)
            .AddSingleton<ISwitchBridges>(instances)
            .AddSingleton(credentials)
            .AddSingleton(new RegionState(options.Data))
            .AddSingleton(new CallLog(options.Data))
            .AddSingleton<FaultPlan>()
            .AddSingleton<Work>()
            .AddSingleton<Leftovers>()
            .AddSingleton<RegionReset>()
            .AddObjectStore(options, credentials)
            .AddGateway()
            .AddActions<VpcActionSet>()
            .AddActions<VSwitchActionSet>()
            .AddActions<RoleActionSet>()
            .AddCompute()
            .AddEdge();
    }

    public static IServiceCollection AddActions<T>(this IServiceCollection services)
        where T : class, IActionSet
    {
        services.AddSingleton<T>().AddSingleton<IActionSet>(provider => provider.GetRequiredService<T>());
        if (typeof(T).IsAssignableTo(typeof(IResumable)))
        {
            services.AddSingleton(provider => (IResumable)provider.GetRequiredService<T>());
        }

        return services;
    }

    public static IServiceCollection AddResumable<T>(this IServiceCollection services)
        where T : class, IResumable
        => services.AddSingleton<T>().AddSingleton<IResumable>(provider => provider.GetRequiredService<T>());

    private static IServiceCollection AddGateway(this IServiceCollection services) => services
        .AddSingleton<RpcAuthentication>()
        .AddSingleton<ClientTokens>()
        .AddSingleton<ActionRegistry>()
        .AddSingleton<RpcGateway>();

    private static IServiceCollection AddObjectStore(this IServiceCollection services, RegionOptions options, Credentials credentials) => services
        .AddSingleton(new ByteStore(options.Data))
        .AddSingleton(new OssSettings(Geography.Regions[0].Id, credentials.AccountId))
        .AddSingleton<OssAuthentication>()
        .AddSingleton<BucketOperations>()
        .AddSingleton<ListOperations>()
        .AddSingleton<ObjectOperations>()
        .AddSingleton<MultipartOperations>()
        .AddSingleton<OssOperations>()
        .AddSingleton<OssGateway>();
}
