using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Inventories.Disks;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Network;

namespace FleetMigrator.Agent.Commands;

/// <summary><c>fleet-agent import</c>: joins this server to a service.</summary>
internal sealed class ImportCommand(Arguments arguments, TimeProvider clock, TextWriter output, TextWriter error)
{
    private const int MaxCodeLength = 256;

    public async Task<int> Run(CancellationToken cancellation)
    {
        if (arguments.Silo is not { } silo || arguments.CaFile is not { } caFile)
        {
            await error.WriteLineAsync($"fleet-agent: import needs --silo and --ca\n\n{HelpText.Usage}");
            return ExitCodes.Usage;
        }

        if (Code() is not { Length: > 0 and <= MaxCodeLength } code)
        {
            await error.WriteLineAsync("fleet-agent: no activation code; give --code CODE or --code-file FILE, or run it on a terminal");
            return ExitCodes.Usage;
        }

        var folder = arguments.Folder;
        folder.Create();
        var log = new AgentLog(clock, new RotatingFile(folder.Log), terminal: null);
        try
        {
            using var ca = ReadCa(caFile);
            var inventory = new InventoryReader(new DiskReader(new SystemBlocks(), log)).Read();
            RefuseUnsupported(SystemName.Read());
            log.Info($"Import at {silo} with {inventory.Disks.Count} disks");
            var enrolment = new Enrolment.Enrolment(folder, new TlsChannel(new Dialer(new Resolver())), clock);
            var id = await enrolment.Enrol(silo, ca, code, IdentityReader.Read(), inventory, cancellation);
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

    private static X509Certificate2 ReadCa(string path)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw AgentFaults.ServiceNotTrusted.With($"the CA certificate {path} cannot be read: {e.Message}", e);
        }
    }

    private string? Code()
    {
        if (arguments.Code is not null)
        {
            return arguments.Code;
        }

        if (arguments.CodeFile is { } file)
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim();
        }

        if (Console.IsInputRedirected)
        {
            return null;
        }

        output.Write("Activation code: ");
        return Console.In.ReadLine()?.Trim();
    }
}
