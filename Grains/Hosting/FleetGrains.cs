using FleetMigrator.Grains.Costs;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Notices;
using FleetMigrator.Grains.Quotas;
using FleetMigrator.Grains.Recovery;
using FleetMigrator.Grains.Sweeps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Hosting;

/// <summary>Registration of everything the grains need of their own.</summary>
/// <remarks>
/// The host adds what it owns: grain storage named <c>fleet</c>, a reminder service, <c>IClouds</c>, <c>INoticeSender</c>,
/// <c>IFleetProjection</c> and <c>IFleetReader</c>.
/// </remarks>
public static class FleetGrains
{
    /// <summary>Options, bound to their sections and checked at start.</summary>
    public static IServiceCollection AddFleetGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<HeartbeatOptions>().BindConfiguration(HeartbeatOptions.Section).ValidateOnStart();
        services.AddOptions<JobOptions>().BindConfiguration(JobOptions.Section).ValidateOnStart();
        services.AddOptions<ReceiverOptions>().BindConfiguration(ReceiverOptions.Section).ValidateOnStart();
        services.AddOptions<PriceOptions>().BindConfiguration(PriceOptions.Section).ValidateOnStart();
        services.AddOptions<SweepOptions>().BindConfiguration(SweepOptions.Section).ValidateOnStart();
        services.AddOptions<QuotaOptions>().BindConfiguration(QuotaOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IValidateOptions<QuotaOptions>, QuotaOptionsRules>(),
            ServiceDescriptor.Singleton<IValidateOptions<HeartbeatOptions>, HeartbeatOptionsRules>(),
            ServiceDescriptor.Singleton<IValidateOptions<JobOptions>, JobOptionsRules>(),
            ServiceDescriptor.Singleton<IValidateOptions<ReceiverOptions>, ReceiverOptionsRules>(),
            ServiceDescriptor.Singleton<IValidateOptions<PriceOptions>, PriceOptionsRules>(),
            ServiceDescriptor.Singleton<IValidateOptions<SweepOptions>, SweepOptionsRules>(),
        ]);
        services.TryAddSingleton<ReceiverBundle>();
        services.TryAddSingleton<IJitter, RandomJitter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<INotices, NoticeCourier>());
        services.TryAddSingleton<JobTools>();
        services.TryAddSingleton<JobRequestValidator>();
        services.TryAddSingleton<JobPlanner>();
        services.TryAddSingleton<JobWaker>();
        services.AddSingleton<ICallPace, CallPace>();
        return services;
    }

    /// <summary>The grains' services and the scan for unfinished jobs at start.</summary>
    public static ISiloBuilder AddFleetGrains(this ISiloBuilder silo)
    {
        silo.Services.AddFleetGrains();
        silo.AddStartupTask<RecoveryAtStart>();
        return silo;
    }
}
