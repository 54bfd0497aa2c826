using System.Net.Http.Headers;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Silo.Access;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Hosting;
using FleetMigrator.Silo.ReadModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NSubstitute;

namespace FleetMigrator.Silo.Tests.Hosting;

/// <summary>A whole silo in this process, with real listeners on loopback and real grains; only the cloud is a double.</summary>
public sealed class RunningSilo : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _arguments;
    private WebApplication? _app;

    public RunningSilo()
    {
        People = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        Agents = new Uri($"https://127.0.0.1:{FreePort.Next()}");
        Bootstrap = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        File.WriteAllText(AgentPath, "not really an agent\n");
        _arguments =
        [
            $"--Fleet:Data={_folder.File("data")}",
            $"--Fleet:People:Url={People.GetLeftPart(UriPartial.Authority)}",
            $"--Fleet:Agents:ListenUrl={Agents.GetLeftPart(UriPartial.Authority)}",
            $"--Fleet:Agents:BootstrapUrl={Bootstrap.GetLeftPart(UriPartial.Authority)}",
            $"--Fleet:Agent:Path={AgentPath}",
            $"--Fleet:Cluster:SiloPort={FreePort.Next()}",
            $"--Fleet:Cluster:GatewayPort={FreePort.Next()}",
        ];
    }

    public Uri People { get; }

    public Uri Agents { get; }

    public Uri Bootstrap { get; }

    /// <summary>Connection string of a PostgreSQL database, or empty for a file.</summary>
    public string Database { get; init; } = "";

    public string AgentPath => _folder.File("fleet-agent");

    public string Data => _folder.File("data");

    /// <summary>The cloud's double.</summary>
    public ICloud Cloud { get; } = Substitute.For<ICloud>();

    public IServiceProvider Services => _app!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public string Token => Services.GetRequiredService<StartToken>().Text;

    internal CertificateAuthority Authority => Services.GetRequiredService<CertificateAuthority>();

    private string[] Arguments => [.. _arguments, $"--Fleet:Database={Database}"];

    public async ValueTask InitializeAsync()
    {
        _app = await SiloHost.Build(Arguments, services =>
        {
            var clouds = Substitute.For<IClouds>();
            clouds.For(Arg.Any<string>()).Returns(Cloud);
            services.Replace(ServiceDescriptor.Singleton(clouds));
        });
        await SiloProcess.Start(_app);
    }

    public async Task Restart()
    {
        await Stop();
        await InitializeAsync();
    }

    /// <summary>Runs a command of the program on this silo's settings; returns its exit code.</summary>
    public Task<int> Command(string verb) => SiloProcess.Run([verb, .. Arguments]);

    /// <summary>A client of the REST API that is logged in.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = People };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    /// <summary>Brings the read model up to what the grains have told.</summary>
    public Task Flush() => Services.GetRequiredService<FleetProjection>().Flush(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _folder.Dispose();
    }

    public async Task Stop()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
