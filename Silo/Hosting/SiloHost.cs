using System.Text.Json.Serialization;
using FleetMigrator.Cloud.Hosting;
using FleetMigrator.Dashboard.Hosting;
using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Audit;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Silo.Access;
using FleetMigrator.Silo.Agents;
using FleetMigrator.Silo.Audit;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Csv;
using FleetMigrator.Silo.Health;
using FleetMigrator.Silo.Install;
using FleetMigrator.Silo.Notices;
using FleetMigrator.Silo.ReadModel;
using FleetMigrator.Silo.Receivers;
using FleetMigrator.Silo.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Npgsql;

namespace FleetMigrator.Silo.Hosting;

/// <summary>Puts a silo together. The order of registration is the order of starting, and backwards that of stopping.</summary>
internal static class SiloHost
{
    // Streams of agents end at once when a stop begins; what is left is storage.
    private static readonly TimeSpan _stopWithin = TimeSpan.FromSeconds(5);

    /// <summary>A silo, ready to be started.</summary>
    /// <param name="arguments">Settings, such as <c>--Fleet:Data=/srv/fleet</c>.</param>
    /// <param name="adjust">What a test replaces; runs last.</param>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public static async Task<WebApplication> Build(string[] arguments, Action<IServiceCollection>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // By this name the lists of the pages' files are found, whoever started the silo.
            ApplicationName = typeof(SiloHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        SiloConfiguration.AddSources(builder.Configuration, arguments);
        var settings = SiloSettings.Read(builder.Configuration);
        var clock = TimeProvider.System;
        var folder = DataFolder.Hold(settings.Fleet.Data);
        var cluster = settings.Fleet.Database.Length > 0;
        var database = new FleetDatabase(cluster ? new PostgresDialect(settings.Fleet.Database) : new SqliteDialect(folder.Database));
        try
        {
            await database.Prepare(CancellationToken.None);
            if (cluster)
            {
                await new SharedSecrets(database).Exchange(folder, clock, CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            await database.DisposeAsync();
            folder.Dispose();
            if (failure is NpgsqlException refused)
            {
                throw PostgresDialect.Explain(refused, settings.Fleet.Database);
            }

            throw;
        }

        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Logging.AddSiloLogging(builder.Configuration, folder.Path, clock);
        builder.WebHost.ConfigureKestrel(kestrel => Listeners.Listen(kestrel, settings));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _stopWithin);
        // Given to the container by a factory, so that it also disposes of them, the database before the folder.
        builder.Services.AddSingleton(clock).AddSingleton(settings).AddSingleton(_ => folder).AddSingleton(_ => database);
        AddServices(builder, folder, settings);
        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        // Made now, so that disposal of a host that never started frees the folder too.
        app.Services.GetRequiredService<DataFolder>();
        app.Services.GetRequiredService<FleetDatabase>();
        app.UseFleet();
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, DataFolder folder, SiloSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(provider => new CertificateAuthority(folder.Certificates, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ServerCertificate(
            provider.GetRequiredService<CertificateAuthority>(),
            [settings.AgentsUrl.Host, settings.ListenUrl.Host, "localhost"],
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(StartToken.LoadOrMake(folder.StartToken));
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WebhookSender>().AddSingleton<MailSender>().AddSingleton<INoticeSender, NoticeSender>();
        services.AddSingleton<SourceCsv>();
        services.AddSingleton<AuditLog>().AddSingleton<IAuditReader>(provider => provider.GetRequiredService<AuditLog>());
        services.AddSingleton<AuditSubjects>().AddSingleton<AuditTrail>().AddScoped<IActions, PageActions>();
        services.AddSingleton<FleetChanges>();
        services.AddSingleton<IFleetChanges>(provider => provider.GetRequiredService<FleetChanges>());
        services.AddSingleton<IFleetReader, FleetReader>();
        services.AddSingleton<FleetProjection>();
        services.AddSingleton<IFleetProjection>(provider => provider.GetRequiredService<FleetProjection>());
        // Before Orleans: it stops after the grains have told their last changes.
        services.AddHostedService(provider => provider.GetRequiredService<FleetProjection>());
        builder.UseOrleans(silo =>
        {
            silo.AddRuntime(settings.Ports, settings.Fleet.Database.Length > 0);
            silo.AddFleetGrains();
        });
        services.AddOptions<ReceiverOptions>().PostConfigure<CertificateAuthority>((receiver, authority) =>
        {
            receiver.SiloUrl = receiver.SiloUrl.Length > 0 ? receiver.SiloUrl : settings.AgentsUrl.GetLeftPart(UriPartial.Authority);
            receiver.CaSha256 = receiver.CaSha256.Length > 0 ? receiver.CaSha256 : authority.PinSha256;
        });
        services.AddSingleton<Readiness>();
        services.AddCloud(builder.Configuration);
        PrivateFile.Folder(folder.WebKeys);
        services.AddDataProtection().SetApplicationName("FleetMigrator").PersistKeysToFileSystem(new DirectoryInfo(folder.WebKeys));
        if (settings.Fleet.Database.Length > 0)
        {
            // A page that one silo made may be answered by another.
            services.AddSingleton<SharedWebKeys>();
            services.AddOptions<KeyManagementOptions>().PostConfigure<SharedWebKeys>((keys, shared) => keys.XmlRepository = shared);
        }

        AddGateways(services);
        services.AddFleetDashboard();
    }

    private static void AddGateways(IServiceCollection services)
    {
        services.AddSingleton<EnrolLimiter>().AddSingleton<TransitAddresses>();
        services.AddSingleton<AgentFile>().AddSingleton<InstallScript>();
        services.AddSingleton<IInstallCommands>(provider => provider.GetRequiredService<InstallScript>());
        services.AddSingleton<ClientArchive>().AddSingleton<IClientDownload>(provider => provider.GetRequiredService<ClientArchive>());
        services.AddGrpc(grpc => grpc.Interceptors.Add<FaultInterceptor>());
        services.AddOpenApi("v1");
        services.ConfigureHttpJsonOptions(http =>
        {
            http.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            // A misspelt field would otherwise be a default that nobody asked for.
            http.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        // The framework throws what it cannot bind, and so it is answered like every other refusal.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }
}
