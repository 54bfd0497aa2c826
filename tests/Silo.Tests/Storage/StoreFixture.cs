using FleetMigrator.Demo.Stage;
using FleetMigrator.Silo.Hosting;
using FleetMigrator.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace FleetMigrator.Silo.Tests.Storage;

/// <summary>A silo with nothing but the storage, on a database of its own; can be stopped and started again.</summary>
internal sealed class StoreFixture(Func<IDialect> open, bool cluster) : IAsyncDisposable
{
    private IHost? _host;
    private FleetDatabase? _database;

    public IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    public IGrainStorage Storage => _host!.Services.GetRequiredKeyedService<IGrainStorage>(SiloRuntime.Storage);

    public FleetDatabase Database => _database!;

    public static async Task<StoreFixture> Start(Func<IDialect> open, bool cluster)
    {
        var fixture = new StoreFixture(open, cluster);
        await fixture.Start();
        return fixture;
    }

    public async Task Restart()
    {
        await DisposeAsync();
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        await _database!.DisposeAsync();
    }

    private async Task Start()
    {
        _database = new FleetDatabase(open());
        await _database.Prepare(CancellationToken.None);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.Services.AddSingleton(_ => _database);
        builder.UseOrleans(silo => silo.AddStore(new PortOptions { SiloPort = FreePort.Next(), GatewayPort = FreePort.Next() }, cluster));
        _host = builder.Build();
        await _host.StartAsync();
    }
}
