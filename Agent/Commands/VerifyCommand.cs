using FleetMigrator.Agent.Faults;
using FleetMigrator.Transfer.Linux;
using FleetMigrator.Transfer.Receipts;

namespace FleetMigrator.Agent.Commands;

/// <summary><c>fleet-agent verify</c>: checks the receipt of a copy, offline, and names exactly what differs.</summary>
internal static class VerifyCommand
{
    /// <exception cref="AgentException">FM-2021 when receipt, manifest or a volume can't be read.</exception>
    public static async Task<int> Run(Arguments arguments, TextWriter output, TextWriter error)
    {
        if (arguments is not { Receipt: { } receiptPath, Manifest: { } manifestPath })
        {
            await error.WriteLineAsync("fleet-agent: verify needs --receipt FILE and --manifest FILE");
            return ExitCodes.Usage;
        }

        try
        {
            var receipt = Receipt.FromJson(await File.ReadAllTextAsync(receiptPath));
            var verifier = new ReceiptVerifier(text => output.WriteLine($"DIFFERS  {text}"));
            var differences = verifier.Run(receipt, manifestPath, arguments.Roots);
            await output.WriteLineAsync($"{receipt.Statement}{verifier.Compared} entries were compared with what is mounted, {differences} differences.");
            return differences == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (Exception e) when (e is FormatException or LinuxException)
        {
            throw AgentFaults.AgentBroken.With(e.Message, e);
        }
    }
}
