using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using FleetMigrator.Cloud.Hosting;
using FleetMigrator.Grains.Interfaces.Clouds;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Cloud.Tests.Contract;

/// <summary>A local region as a process of its own (without instances, so without root), and the cloud over it as the service makes it.</summary>
public sealed class RegionProcess : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fleet-region-");
    private readonly HttpClient _http = new();
    private Process? _process;
    private ServiceProvider? _services;

    public ICloud Cloud { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "FleetMigrator.LocalRegion.dll"), "--data", _data.FullName, "--no-network", "--seed-bucket", "cn-beijing/transit" })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(StartLimit);
        var ready = await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The region ended before it was ready.");
        using var json = JsonDocument.Parse(ready);
        var key = json.RootElement.GetProperty("credentials");
        _http.BaseAddress = new(json.RootElement.GetProperty("local").GetString()!);
        var settings = new Dictionary<string, string?>
        {
            ["Cloud:Endpoint"] = _http.BaseAddress.ToString(),
            ["Cloud:AccessKeyId"] = key.GetProperty("accessKeyId").GetString(),
            ["Cloud:AccessKeySecret"] = key.GetProperty("accessKeySecret").GetString(),
            ["Cloud:FirstPause"] = "00:00:00.010",
        };
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory, LoggerFactory>().AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        _services = services.AddCloud(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        Cloud = _services.GetRequiredService<IClouds>().For("default");
    }

    /// <summary>Orders failures; they replace those that still wait.</summary>
    public async Task Order(params object[] faults)
    {
        using var answer = await _http.PostAsJsonAsync("/_region/faults", faults, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _http.Dispose();
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _data.Delete(recursive: true);
    }
}
