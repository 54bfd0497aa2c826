using System.Net.Sockets;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Access;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Storage;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Silo.Hosting;

/// <summary>The life of the process: start, the ready line, wait, stop.</summary>
internal static class SiloProcess
{
    /// <summary>The command before the settings that has the read model rebuilt; the service must have been ended.</summary>
    public const string Rebuild = "rebuild-read-model";

    private const int Done = 0;
    private const int Failed = 1;
    private const int BadConfiguration = 78; // EX_CONFIG.

    public static async Task<int> Run(string[] arguments)
    {
        var rebuild = arguments is [Rebuild, ..];
        try
        {
            await using var app = await SiloHost.Build(rebuild ? arguments[1..] : arguments);
            if (rebuild)
            {
                await app.Services.GetRequiredService<FleetDatabase>().ForgetReadModel(CancellationToken.None);
                await Console.Out.WriteLineAsync("The lists will be made anew from what the grains stored when the service starts.");
                return Done;
            }

            await Start(app);
            await app.WaitForShutdownAsync();
            return Done;
        }
        catch (ConfigurationException wrong)
        {
            return await Refuse(wrong.Mistakes);
        }
        catch (FleetException refused)
        {
            await Console.Error.WriteLineAsync($"fleet-silo: {refused.Message}\n  {refused.Fault.Remedy}");
            return Failed;
        }
        catch (OptionsValidationException wrong)
        {
            return await Refuse(wrong.Failures);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return await Refuse(several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(wrong => wrong.Failures));
        }
        catch (IOException busy) when (busy.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            await Console.Error.WriteLineAsync($"fleet-silo: {busy.Message} Choose another address in Fleet:People:Url, Fleet:Agents:ListenUrl or Fleet:Agents:BootstrapUrl.");
            return Failed;
        }
    }

    /// <summary>Starts the silo, leaves <c>silo.json</c> behind and says where it is.</summary>
    public static async Task Start(WebApplication app)
    {
        await app.StartAsync();
        var settings = app.Services.GetRequiredService<SiloSettings>();
        var token = app.Services.GetRequiredService<StartToken>();
        var authority = app.Services.GetRequiredService<CertificateAuthority>();
        new SiloFile(
            Environment.ProcessId,
            Address(settings.PeopleUrl),
            token.Text,
            Address(settings.AgentsUrl),
            Address(settings.BootstrapUrl),
            authority.PinSha256).Write(settings.Fleet.Data);
        await Console.Out.WriteLineAsync($"FleetMigrator is ready: {Address(settings.PeopleUrl)}/?token={token.Text}");
    }

    private static string Address(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private static async Task<int> Refuse(IEnumerable<string> mistakes)
    {
        await Console.Error.WriteLineAsync("fleet-silo: the configuration cannot be used:");
        foreach (var mistake in mistakes)
        {
            await Console.Error.WriteLineAsync($"  - {mistake}");
        }

        return BadConfiguration;
    }
}
