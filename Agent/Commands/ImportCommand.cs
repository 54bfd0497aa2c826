using FleetMigrator.Agent.Enrolment;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Inventories.Disks;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Network;

namespace FleetMigrator.Agent.Commands;

/// <summary><c>fleet-agent import</c>: joins this server to a service.</summary>
internal sealed class ImportCommand(Arguments arguments, TimeProvider clock, TextWriter output, TextWriter error)
{
    private const int Attempts = 3;

    /// <summary>Refusals that another code or key may be the answer to: codes unknown, expired, used up, disabled; keys wrong, expired, revoked.</summary>
    private static readonly string[] OfTheCredential = ["FM-1001", "FM-1002", "FM-1003", "FM-1004", "FM-8005", "FM-8006", "FM-8007"];

    public async Task<int> Run(CancellationToken cancellation)
    {
        var folder = arguments.Folder;
        var client = ClientSettings.Read(folder);
        var pin = arguments.CaSha256 ?? client?.CaSha256;
        if ((arguments.Silo ?? client?.Silo) is not { } silo || (arguments.CaFile is null && pin is null))
        {
            await error.WriteLineAsync(
                $"fleet-agent: import needs --silo and --ca or --ca-sha256, because {folder.Client} isn't there; see: fleet-agent --help");
            return ExitCodes.Usage;
        }

        folder.Create();
        var log = new AgentLog(clock, new RotatingFile(folder.Log), terminal: null);
        try
        {
            using var trust = arguments.CaFile is { } file ? ServiceTrust.InFile(file) : new ServiceTrust(pin!);
            RefuseUnsupported(SystemName.Read());
            var codes = new CodeSource(arguments, output);
            var given = codes.Given();
            var inventory = new InventoryReader(new DiskReader(new SystemBlocks(), log)).Read();
            log.Info($"Import at {silo} with {inventory.Disks.Count} disks");
            var enrolment = new Enrolment.Enrolment(folder, new TlsChannel(new Dialer(new Resolver())), clock);
            var id = await With(given, codes, credential => enrolment.Enrol(silo, trust, credential, IdentityReader.Read(), inventory, cancellation), cancellation);
            log.Info($"Imported as {id}");
            await output.WriteLineAsync($"Import Source Server [{id}] Successfully!");
            return ExitCodes.Done;
        }
        catch (AgentException e)
        {
            log.Error($"Import failed: {e.Message}", e.InnerException);
            return Report.Failure(error, "Import failed.", e, folder.Log);
        }
    }

    /// <summary>One try with what was given; a person who is asked may try again.</summary>
    private async Task<string> With(string? given, CodeSource codes, Func<Credential, Task<string>> enrol, CancellationToken cancellation)
    {
        if (given is not null)
        {
            return await enrol(Credential.Read(given));
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await enrol(Credential.Read(await codes.Ask(cancellation)));
            }
            catch (AgentException refused) when (attempt < Attempts && OfTheCredential.Contains(refused.Fault.Code, StringComparer.Ordinal))
            {
                Report.Failure(error, $"It was not accepted; attempt {attempt} of {Attempts}.", refused, log: null);
            }
        }
    }

    /// <summary>The service would refuse too, but a code shouldn't travel for a server that can't be migrated.</summary>
    private static void RefuseUnsupported(SystemName name)
    {
        if (name.System != "Linux")
        {
            throw AgentFaults.NotLinux.With($"this is {name.System}");
        }

        if (name.Machine != "x86_64")
        {
            throw AgentFaults.NotX86.With($"this is {name.Machine}");
        }
    }
}
