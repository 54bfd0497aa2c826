using System.Net.Http.Headers;
using System.Text.Json;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.Cluster;

/// <summary>A silo as a process of its own, which can be killed and frozen.</summary>
internal sealed class SiloProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    private SiloProgram()
    {
    }

    /// <summary>The process.</summary>
    public ChildProcess Process { get; private set; } = null!;

    /// <summary>Its REST API.</summary>
    public HttpClient Client { get; private set; } = null!;

    public static async Task<SiloProgram> Start(string database)
    {
        var silo = new SiloProgram();
        try
        {
            await silo.Begin(database);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (Process is { } process)
        {
            await process.Kill();
            await process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task Begin(string database)
    {
        // Codes come with an install line, which needs the agent's file.
        await File.WriteAllTextAsync(_folder.File("agent"), "agent");
        var people = $"http://127.0.0.1:{FreePort.Next()}";
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["FLEET__Data"] = _folder.File("data"),
            ["FLEET__Database"] = database,
            ["FLEET__Agent__Path"] = _folder.File("agent"),
            ["FLEET__People__Url"] = people,
            ["FLEET__Agents__ListenUrl"] = $"https://127.0.0.1:{FreePort.Next()}",
            ["FLEET__Agents__BootstrapUrl"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["FLEET__Cluster__SiloPort"] = $"{FreePort.Next()}",
            ["FLEET__Cluster__GatewayPort"] = $"{FreePort.Next()}",
        };
        Process = ChildProcess.Start("the silo", "dotnet", [Path.Combine(AppContext.BaseDirectory, "FleetMigrator.Silo.dll")], _folder.File("silo.log"), settings, _folder.Path);
        await Process.Line(line => line.Contains("FleetMigrator is ready", StringComparison.Ordinal), StartLimit, TestContext.Current.CancellationToken);
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("data/silo.json")));
        Client = new HttpClient { BaseAddress = new Uri(people) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", file.RootElement.GetProperty("token").GetString());
    }
}
