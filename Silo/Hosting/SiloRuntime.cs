using System.Net;
using System.Text.Json.Serialization;
using FleetMigrator.Silo.ReadModel;
using FleetMigrator.Silo.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;

namespace FleetMigrator.Silo.Hosting;

/// <summary>Orleans in this process: one silo on loopback, states and reminders in the silo's database.</summary>
internal static class SiloRuntime
{
    /// <summary>Name of the grain storage that every grain uses.</summary>
    public const string Storage = "fleet";

    /// <summary>A whole silo.</summary>
    public static void AddRuntime(this ISiloBuilder silo, PortOptions ports)
    {
        silo.AddStore(ports);
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams(FleetChanges.Provider);
        silo.AddStartupTask<FleetChanges>();
        silo.AddStartupTask<ReadModelRepair>();
    }

    /// <summary>A silo that can store, and nothing else.</summary>
    public static void AddStore(this ISiloBuilder silo, PortOptions ports)
    {
        silo.UseLocalhostClustering(ports.SiloPort, ports.GatewayPort, primarySiloEndpoint: null, FleetDatabase.ServiceId, FleetDatabase.ServiceId);
        silo.Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback);
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(json
            => json.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        silo.AddAdoNetGrainStorage(Storage, (OptionsBuilder<AdoNetGrainStorageOptions> options)
            => options.Configure<FleetDatabase>((storage, database) =>
            {
                storage.Invariant = FleetDatabase.Invariant;
                storage.DataSource = database.Writer;
            }));
        silo.UseAdoNetReminderService((OptionsBuilder<AdoNetReminderTableOptions> options)
            => options.Configure<FleetDatabase>((reminders, database) =>
            {
                reminders.Invariant = FleetDatabase.Invariant;
                reminders.DataSource = database.Writer;
            }));
    }
}
