using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Credentials;
using FleetMigrator.Cloud.Ecs;
using FleetMigrator.Cloud.Ens;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Oss;
using FleetMigrator.Cloud.Ram;
using FleetMigrator.Cloud.Vpc;
using FleetMigrator.Grains.Interfaces.Clouds;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Cloud.Hosting;

/// <summary>Registers the cloud.</summary>
public static class CloudServices
{
    /// <summary>Adds <see cref="IClouds"/> over the public wire; safe to call twice. An <see cref="ICredentialSource"/> registered before is kept.</summary>
    /// <param name="services">The service's.</param>
    /// <param name="configuration">Its root; the section <c>Cloud</c> is read.</param>
    public static IServiceCollection AddCloud(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(IClouds)))
        {
            return services;
        }

        services.AddOptions<CloudOptions>().Bind(configuration.GetSection(CloudOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CloudOptions>, CloudOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<CloudOptions>>().Value);
        services.TryAddSingleton<ICredentialSource>(provider
            => CredentialChain.From(provider.GetRequiredService<CloudOptions>(), Environment.GetEnvironmentVariable));
        services.AddSingleton(CallChance.Real);
        services.AddSingleton(provider
            => CloudTransport.Create(provider.GetRequiredService<CloudOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CloudEndpoints>().AddSingleton<CloudClock>().AddSingleton<RetryBudget>().AddSingleton<CallRetry>();
        services.TryAddSingleton<ICallPace, NoPace>();
        services.AddSingleton<OpenApiClient>().AddSingleton<OssClient>();
        services.AddSingleton<ICompute, EcsCompute>().AddSingleton<ICloudServers, EcsServers>().AddSingleton<INetworks, VpcNetworks>();
        services.AddSingleton<IBuckets, OssBuckets>().AddSingleton<IEdgeImages, EnsImages>().AddSingleton<IEdgeInstances, EnsInstances>().AddSingleton<IRoles, RamRoles>();
        services.AddSingleton<AlibabaCloud>().AddSingleton<IClouds, ConfiguredClouds>();
        return services;
    }
}
