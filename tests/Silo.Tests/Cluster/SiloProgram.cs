using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.Cluster;

/// <summary>A silo as a process of its own, which can be killed.</summary>
internal sealed class SiloProgram : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Uri _people = new($"http://127.0.0.1:{FreePort.Next()}");
    private Process? _process;

    /// <summary>Its REST API.</summary>
    public HttpClient Client { get; private set; } = null!;

    public static async Task<SiloProgram> Start(string database)
    {
        var silo = new SiloProgram();
        await silo.Begin(database);
        return silo;
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
            {
                await Kill();
            }

            process.Dispose();
        }

        Client?.Dispose();
        _folder.Dispose();
    }

    private async Task Begin(string database)
    {
        // Codes come with an install line, which needs the agent's file.
        await File.WriteAllTextAsync(_folder.File("agent"), "agent");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Data"] = _folder.File("data"),
            ["Database"] = database,
            ["Agent__Path"] = _folder.File("agent"),
            ["People__Url"] = _people.GetLeftPart(UriPartial.Authority),
            ["Agents__ListenUrl"] = $"https://127.0.0.1:{FreePort.Next()}",
            ["Agents__BootstrapUrl"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Cluster__SiloPort"] = $"{FreePort.Next()}",
            ["Cluster__GatewayPort"] = $"{FreePort.Next()}",
        };
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FleetMigrator.Silo.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.Path,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[$"FLEET__{name}"] = value;
        }

        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("FleetMigrator is ready", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                var file = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("data/silo.json")));
                Client = new HttpClient { BaseAddress = _people };
                Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", file.RootElement.GetProperty("token").GetString());
                return;
            }
        }

        throw new InvalidOperationException("the silo did not become ready");
    }
}
