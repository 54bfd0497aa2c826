using System.Net;
using FleetMigrator.Grains.Hosting;
using FleetMigrator.Silo.ReadModel;
using FleetMigrator.Silo.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;

namespace FleetMigrator.Silo.Hosting;

/// <summary>Orleans in this process: states, reminders and, of a cluster, membership in the silo's database.</summary>
internal static class SiloRuntime
{
    /// <summary>Name of the grain storage that every grain uses.</summary>
    public const string Storage = "fleet";

    /// <summary>A whole silo.</summary>
    public static void AddRuntime(this ISiloBuilder silo, PortOptions ports, bool cluster)
    {
        silo.AddStore(ports, cluster);
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams(FleetChanges.Provider);
        silo.AddStartupTask<FleetChanges>();
        silo.AddStartupTask<ReadModelRepair>();
        silo.AddStartupTask<ClusterWatch>();
    }

    /// <summary>A silo that can store, and nothing else.</summary>
    public static void AddStore(this ISiloBuilder silo, PortOptions ports, bool cluster)
    {
        silo.AddMembership(ports, cluster);
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(json => StoredJson.Configure(json.JsonSerializerOptions));
        silo.AddAdoNetGrainStorage(Storage, (OptionsBuilder<AdoNetGrainStorageOptions> options)
            => options.Configure<FleetDatabase>((storage, database) =>
            {
                storage.Invariant = database.Dialect.Invariant;
                storage.DataSource = database.Writer;
            }));
        silo.UseAdoNetReminderService((OptionsBuilder<AdoNetReminderTableOptions> options)
            => options.Configure<FleetDatabase>((reminders, database) =>
            {
                reminders.Invariant = database.Dialect.Invariant;
                reminders.DataSource = database.Writer;
            }));
    }

    private static void AddMembership(this ISiloBuilder silo, PortOptions ports, bool cluster)
    {
        if (!cluster)
        {
            // Kept in memory: after a crash nothing stale stands in the way of the next start.
            silo.UseLocalhostClustering(ports.SiloPort, ports.GatewayPort, primarySiloEndpoint: null, FleetDatabase.ServiceId, FleetDatabase.ServiceId);
            silo.Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback);
            return;
        }

        silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (FleetDatabase.ServiceId, FleetDatabase.ServiceId));
        silo.Configure<EndpointOptions>(options
            => (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (IPAddress.Parse(ports.Address), ports.SiloPort, ports.GatewayPort));
        silo.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> options)
            => options.Configure<FleetDatabase>((members, database) =>
            {
                members.Invariant = database.Dialect.Invariant;
                members.DataSource = database.Writer;
            }));
        // A killed silo is missed within a second, a frozen one within about ten; a short pause of a busy one is forgiven.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1.5);
            options.MaxProbeTimeout = TimeSpan.FromSeconds(3);
            options.NumMissedProbesLimit = 3;
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        });
    }
}
