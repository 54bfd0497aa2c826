using FleetMigrator.Cloud.Hosting;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.LocalRegion.Tests;

/// <summary>A region of its own for one test, without instances unless asked for, and callers for it.</summary>
internal sealed class RegionLab : IAsyncDisposable
{
    public const string Region = "cn-beijing";
    public const string Bucket = "transit";
    private readonly List<ServiceProvider> _clients = [];

    private RegionLab(RegionOptions options, TimeProvider clock, RegionHost host)
    {
        Options = options;
        Clock = clock;
        Host = host;
    }

    public RegionOptions Options { get; }

    public TimeProvider Clock { get; }

    public RegionHost Host { get; private set; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public RegionState State => Host.Services.GetRequiredService<RegionState>();

    public Work Work => Host.Services.GetRequiredService<Work>();

    public Caller Caller => new(Http, Host.Endpoint, Host.Services.GetRequiredService<Credentials>().Key, Clock);

    public static async Task<RegionLab> Open(TimeProvider? clock = null, Func<RegionOptions, RegionOptions>? change = null)
    {
        var options = new RegionOptions
        {
            Data = Directory.CreateTempSubdirectory("region-lab-").FullName,
            Network = false,
            SeedBuckets = [(Region, Bucket), ("ap-southeast-1", "elsewhere")],
        };
        options = change?.Invoke(options) ?? options;
        clock ??= TimeProvider.System;
        return new RegionLab(options, clock, await RegionHost.Start(options, clock, TestContext.Current.CancellationToken));
    }

    /// <summary>Stops the region, lets a test touch what is stored, and starts it again with the same folder.</summary>
    public async Task Restart(Action<RegionState>? between = null)
    {
        await Host.DisposeAsync();
        between?.Invoke(new RegionState(Options.Data));
        Host = await RegionHost.Start(Options, Clock, TestContext.Current.CancellationToken);
    }

    /// <summary>The product's own client.</summary>
    public ICloud Cloud()
    {
        var key = Host.Services.GetRequiredService<Credentials>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Cloud:Endpoint"] = Host.Endpoint.ToString(),
            ["Cloud:AccessKeyId"] = key.AccessKeyId,
            ["Cloud:AccessKeySecret"] = key.AccessKeySecret,
            ["Cloud:Tries"] = "2",
        }).Build();
        var services = new ServiceCollection().AddLogging().AddCloud(configuration).BuildServiceProvider();
        _clients.Add(services);
        return services.GetRequiredService<IClouds>().For("default");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        Http.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(Options.Data, recursive: true);
    }
}
