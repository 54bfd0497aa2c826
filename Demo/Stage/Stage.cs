using System.Text.Json;
using FleetMigrator.Demo.Api;

namespace FleetMigrator.Demo.Stage;

/// <summary>A silo, and a local region where there is no other cloud, as child processes in one folder. Disposing ends them and leaves nothing running.</summary>
public sealed class Stage : IAsyncDisposable
{
    /// <summary>The public image that intermediate instances start from.</summary>
    public const string PublicImage = "debian_12_x64_20G_alibase_20260901.vhd";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Artefacts _artefacts;
    private readonly Dictionary<string, string> _siloSettings;
    private readonly ChildProcess? _region;
    private readonly RegionReady? _regionReady;
    private ChildProcess? _silo;

    private Stage(Artefacts artefacts, string folder, RegionReady? regionReady, ChildProcess? region, Dictionary<string, string> siloSettings)
        => (_artefacts, Folder, _regionReady, _region, _siloSettings) = (artefacts, folder, regionReady, region, siloSettings);

    /// <summary>Everything of this stage lies below it.</summary>
    public string Folder { get; }

    /// <summary>Endpoint and keys of the region.</summary>
    public RegionReady RegionReady => _regionReady ?? throw new InvalidOperationException("this stage uses another cloud");

    /// <summary>Addresses and token of the silo.</summary>
    public SiloReady SiloReady { get; private set; } = null!;

    /// <summary>The service's API.</summary>
    public FleetClient Fleet { get; private set; } = null!;

    /// <summary>Process id of the silo.</summary>
    public int SiloId => _silo?.Id ?? 0;

    public string SiloLog => Path.Combine(Folder, "silo.log");

    public string RegionLog => Path.Combine(Folder, "region.log");

    public string RegionData => Path.Combine(Folder, "region");

    /// <summary>Starts region and silo and waits until both are ready.</summary>
    /// <param name="artefacts">What was built.</param>
    /// <param name="folder">Made when absent.</param>
    /// <param name="buckets">Buckets to make, as region/name.</param>
    /// <param name="cancellation">Ends the wait; what was started is ended.</param>
    /// <param name="network">False: a region that only answers calls, and everything on loopback.</param>
    public static async Task<Stage> Start(Artefacts artefacts, string folder, IEnumerable<string> buckets, CancellationToken cancellation, bool network = true)
    {
        Directory.CreateDirectory(folder);
        var region = StartRegion(artefacts, folder, buckets, network);
        RegionReady ready;
        try
        {
            ready = await ReadRegion(region, cancellation);
        }
        catch
        {
            await region.DisposeAsync();
            throw;
        }

        var stage = new Stage(artefacts, folder, ready, region, SiloSettings(artefacts, folder, ready, ready.Internet?.Address ?? "127.0.0.1"));
        return await stage.WithSilo(cancellation);
    }

    /// <summary>Starts a silo alone. Cloud and agents' addresses come from this process's own environment (<c>FLEET__…</c>).</summary>
    public static async Task<Stage> StartWithoutRegion(Artefacts artefacts, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        return await new Stage(artefacts, folder, null, null, Paths(artefacts, folder)).WithSilo(cancellation);
    }

    /// <summary>Starts a silo that people and agents reach on loopback, with no cloud behind it.</summary>
    /// <param name="artefacts">What was built.</param>
    /// <param name="folder">Made when absent.</param>
    /// <param name="database">Connection string of a PostgreSQL database, which other silos may share; empty for a file.</param>
    /// <param name="cancellation">Ends the wait; what was started is ended.</param>
    public static async Task<Stage> StartAlone(Artefacts artefacts, string folder, string database, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var settings = Addresses(artefacts, folder, "127.0.0.1");
        settings["FLEET__Database"] = database;
        return await new Stage(artefacts, folder, null, null, settings).WithSilo(cancellation);
    }

    /// <summary>Starts a silo on the same data and the same ports, as after a crash or an upgrade.</summary>
    public async Task StartSilo(CancellationToken cancellation)
    {
        var ready = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "silo")).FullName, "silo.json");
        File.Delete(ready);
        _silo = ChildProcess.Start("the silo", _artefacts.Silo, [], SiloLog, _siloSettings);
        await _silo.Line(line => line.Contains("FleetMigrator is ready", StringComparison.Ordinal), StartLimit, cancellation);
        SiloReady = JsonSerializer.Deserialize<SiloReady>(await File.ReadAllTextAsync(ready, cancellation), Json)!;
        Fleet?.Dispose();
        Fleet = new FleetClient(SiloReady.PeopleUrl, SiloReady.Token);
    }

    /// <summary>SIGSTOP of the silo: it keeps its connections and answers nobody.</summary>
    public void FreezeSilo() => _silo?.Freeze();

    /// <summary>SIGCONT of the silo.</summary>
    public void ThawSilo() => _silo?.Thaw();

    /// <summary>kill -9 of the silo.</summary>
    public Task KillSilo() => _silo?.Kill() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Fleet?.Dispose();
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }

        if (_region is not null)
        {
            await _region.DisposeAsync();
        }
    }

    private async Task<Stage> WithSilo(CancellationToken cancellation)
    {
        try
        {
            await StartSilo(cancellation);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private static ChildProcess StartRegion(Artefacts artefacts, string folder, IEnumerable<string> buckets, bool network)
    {
        List<string> arguments = ["--data", Path.Combine(folder, "region"), "--public-image", $"{PublicImage}={artefacts.Root("public")}"];
        if (!network)
        {
            arguments.Add("--no-network");
        }

        foreach (var bucket in buckets)
        {
            arguments.AddRange(["--seed-bucket", bucket]);
        }

        return ChildProcess.Start("the local region", artefacts.Region, arguments, Path.Combine(folder, "region.log"));
    }

    private static async Task<RegionReady> ReadRegion(ChildProcess region, CancellationToken cancellation)
    {
        var line = await region.Line(line => line.StartsWith('{') && line.Contains("\"endpoint\"", StringComparison.Ordinal), StartLimit, cancellation);
        return JsonSerializer.Deserialize<RegionReady>(line, Json)!;
    }

    private static Dictionary<string, string> SiloSettings(Artefacts artefacts, string folder, RegionReady region, string address)
        => new(Addresses(artefacts, folder, address), StringComparer.Ordinal)
        {
            ["CLOUD__Endpoint"] = region.Endpoint,
            ["CLOUD__AccessKeyId"] = region.Credentials.AccessKeyId,
            ["CLOUD__AccessKeySecret"] = region.Credentials.AccessKeySecret,
        };

    /// <summary>Free ports, the agents' ones at this address.</summary>
    private static Dictionary<string, string> Addresses(Artefacts artefacts, string folder, string address)
    {
        var agents = FreePort.Next(address);
        return new Dictionary<string, string>(Paths(artefacts, folder), StringComparer.Ordinal)
        {
            ["FLEET__People__Url"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["FLEET__Agents__ListenUrl"] = $"https://{address}:{agents}",
            ["FLEET__Agents__PublicUrl"] = $"https://{address}:{agents}",
            ["FLEET__Agents__BootstrapUrl"] = $"http://{address}:{FreePort.Next(address)}",
            ["FLEET__Cluster__SiloPort"] = FreePort.Next().ToString(),
            ["FLEET__Cluster__GatewayPort"] = FreePort.Next().ToString(),
        };
    }

    private static Dictionary<string, string> Paths(Artefacts artefacts, string folder) => new(StringComparer.Ordinal)
    {
        ["FLEET__Data"] = Path.Combine(folder, "silo"),
        ["FLEET__Agent__Path"] = artefacts.Agent,
        ["FLEET__Receiver__BundlePath"] = artefacts.ReceiverBundle,
    };
}
