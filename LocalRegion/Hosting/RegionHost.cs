using System.Net;
using System.Text.Json;
using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Oss;
using FleetMigrator.LocalRegion.State;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>A running region: one listener for all products.</summary>
internal sealed class RegionHost : IAsyncDisposable
{
    // RunInstances carries 32 KB of user data in the request line, encoded twice over.
    private const int MostRequestLineBytes = 256 * 1024;
    private const int MostHeaderBytes = 64 * 1024;
    private const int RequestBufferBytes = 1 << 20;

    // A download that goes on must not hold up a stop; its caller continues with a range.
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(3);

    private readonly WebApplication _application;
    private readonly FileStream _lock;
    private readonly int _port;

    private RegionHost(WebApplication application, FileStream exclusive, int port)
    {
        _application = application;
        _lock = exclusive;
        _port = port;
    }

    public IServiceProvider Services => _application.Services;

    /// <summary>On loopback, where the control addresses are too.</summary>
    public Uri LocalEndpoint => new($"http://127.0.0.1:{_port}");

    /// <summary>Where callers reach the region: the internet bridge if there is one, because instances must reach it too.</summary>
    public Uri Endpoint => new($"http://{Services.GetRequiredService<IInstanceHost>().Internet?.HostAddress ?? IPAddress.Loopback}:{_port}");

    public string ReadyLine
    {
        get
        {
            var key = Services.GetRequiredService<Credentials>();
            var internet = Services.GetRequiredService<IInstanceHost>().Internet;
            return JsonSerializer.Serialize(new
            {
                endpoint = Endpoint.ToString().TrimEnd('/'),
                local = LocalEndpoint.ToString().TrimEnd('/'),
                credentials = new { accessKeyId = key.AccessKeyId, accessKeySecret = key.AccessKeySecret },
                internet = internet is null
                    ? null
                    : new { bridge = internet.Bridge.Name, address = internet.HostAddress.ToString(), cidr = internet.Range },
                pid = Environment.ProcessId,
            });
        }
    }

    public static async Task<RegionHost> Start(RegionOptions options, TimeProvider clock, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(options.Data);
        var exclusive = TakeFolder(options.Data);
        WebApplication? application = null;
        IInstanceHost? instances = null;
        try
        {
            instances = await InstanceHosts.Open(options, cancellation);
            var port = ListenerPort.Choose(options);
            application = Build(options, clock, instances, port);
            await Prepare(application, options, clock);
            await application.StartAsync(cancellation);
            return new RegionHost(application, exclusive, port);
        }
        catch
        {
            if (application is not null)
            {
                await application.DisposeAsync();
            }

            if (instances is not null)
            {
                await instances.StopAll();
            }

            await exclusive.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await Services.GetRequiredService<Work>().DisposeAsync();
        await Services.GetRequiredService<IInstanceHost>().StopAll();
        await _application.DisposeAsync();
        await _lock.DisposeAsync();
    }

    private static WebApplication Build(RegionOptions options, TimeProvider clock, IInstanceHost instances, int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = options.Data });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(format => format.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace); // Standard output belongs to the ready line.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, instances, port));
        builder.Services.AddRegion(options, clock, instances);
        var application = builder.Build();
        ControlEndpoints.Map(application);
        var rpc = application.Services.GetRequiredService<RpcGateway>();
        var oss = application.Services.GetRequiredService<OssGateway>();
        application.MapFallback("{**path}", http =>
        {
            var wire = RpcRequest.ReadWire(http);
            return RpcRequest.Recognises(wire) ? rpc.Handle(http, wire) : oss.Handle(http, wire);
        });
        return application;
    }

    private static void Configure(KestrelServerOptions kestrel, IInstanceHost instances, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = MostRequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        kestrel.Limits.MaxRequestBufferSize = RequestBufferBytes;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, port);
        if (instances.Internet is { } internet)
        {
            kestrel.Listen(internet.HostAddress, port);
        }
    }

    private static async Task Prepare(WebApplication application, RegionOptions options, TimeProvider clock)
    {
        var services = application.Services;
        var state = services.GetRequiredService<RegionState>();
        services.GetRequiredService<ByteStore>().KeepOnly(state.Read(() => state.Objects.All.SelectMany(item => item.Segments)
            .Concat(state.Parts.All.Select(part => part.Bytes))
            .Select(segment => segment.File)
            .ToHashSet(StringComparer.Ordinal)));
        SeedBuckets.Make(state, options, clock);
        foreach (var part in services.GetServices<IPreparable>())
        {
            await part.Prepare();
        }

        state.Read(() =>
        {
            foreach (var part in services.GetServices<IResumable>())
            {
                part.Resume();
            }

            return true;
        });
    }

    private static FileStream TakeFolder(string data)
    {
        try
        {
            return new FileStream(Path.Combine(data, "region.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new IOException($"Another region uses the folder {data}: {problem.Message}", problem);
        }
    }
}
