using System.Text.Json;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Demo.Run;

/// <summary><c>./fleet up</c> and <c>down</c>: the service for real use.</summary>
internal sealed class Service(DemoOptions options)
{
    private const string KeyVariable = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    private const string AddressVariable = "FLEET__Agents__PublicUrl";

    private const string DatabaseVariable = "FLEET__Database";

    private string Record => Path.Combine(options.Data, "running.json");

    /// <summary>Runs the service until it is ended. With an access key it uses Alibaba Cloud, otherwise the local region.</summary>
    public async Task<int> Up(CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.Data);
        if (options.Postgres.Length > 0)
        {
            // By the environment, which only this user can read: it may hold a password.
            Environment.SetEnvironmentVariable(DatabaseVariable, options.Postgres);
        }

        var artefacts = new Artefacts(options.Artefacts, options.Cache);
        await using var stage = await Start(artefacts, cancellation);
        await File.WriteAllTextAsync(Record, JsonSerializer.Serialize(new[] { Environment.ProcessId }), cancellation);
        Console.WriteLine($"Dashboard: {stage.SiloReady.PeopleUrl}/?token={stage.SiloReady.Token}\nEnd it with Ctrl-C or: sudo ./fleet down");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Ending.");
        }
        finally
        {
            File.Delete(Record);
        }

        return 0;
    }

    private Task<Stage.Stage> Start(Artefacts artefacts, CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable(KeyVariable) is not { Length: > 0 })
        {
            Console.WriteLine("No cloud is configured: this service uses the local region of this machine.");
            return Stage.Stage.Start(artefacts, options.Data, ["cn-beijing/fleet-transit", "ap-southeast-1/fleet-transit-sg"], cancellation);
        }

        if (Environment.GetEnvironmentVariable(AddressVariable) is not { Length: > 0 } address)
        {
            throw new DemoException(
                "with Alibaba Cloud the service needs an address that your servers and the cloud's instances can reach",
                $"Set {AddressVariable} (such as https://fleet.example.com:7443), FLEET__Agents__ListenUrl and FLEET__Agents__BootstrapUrl; docs/operations.md explains them.");
        }

        Console.WriteLine($"{KeyVariable} is set: this service uses Alibaba Cloud, and what it makes there is billed. Agents reach it at {address}.");
        return Stage.Stage.StartWithoutRegion(artefacts, options.Data, cancellation);
    }

    /// <summary>Ends what <c>up</c> started, by its process id.</summary>
    public async Task<int> Down(CancellationToken cancellation)
    {
        if (!File.Exists(Record))
        {
            Console.WriteLine($"Nothing runs from {options.Data}. Start it with: sudo ./fleet up");
            return 0;
        }

        foreach (var process in JsonSerializer.Deserialize<int[]>(await File.ReadAllTextAsync(Record, cancellation))!)
        {
            Signals.Send(process, Signals.Terminate);
            while (Signals.Exists(process))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }
        }

        File.Delete(Record);
        Console.WriteLine("Ended; the data is kept. Start it again with: sudo ./fleet up");
        return 0;
    }
}
