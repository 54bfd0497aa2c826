using FleetMigrator.Agent.Checks;
using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Inventories.Disks;
using FleetMigrator.Agent.Logging;

namespace FleetMigrator.Agent.Commands;

/// <summary><c>fleet-agent check</c>: the preflight as a table. Needs no import and changes nothing.</summary>
internal static class CheckCommand
{
    public static async Task<int> Run(TimeProvider clock, TextWriter output, CancellationToken cancellation)
    {
        var blocks = new SystemBlocks();
        var inventories = new InventoryReader(new DiskReader(blocks, new AgentLog(clock, file: null, terminal: null)));
        var checks = PreflightTable.Run(await new FactsReader(inventories, blocks, clock).Read(clockSkew: null, cancellation));
        var width = checks.Max(check => check.Name.Length);
        foreach (var check in checks)
        {
            await output.WriteLineAsync($"{check.Outcome.ToUpperInvariant(),-8}{check.Name.PadRight(width + 2)}{check.Code,-9}{check.Text}");
            if (check.Remedy.Length > 0)
            {
                await output.WriteLineAsync($"{"",-8}{"".PadRight(width + 2)}{"",-9}What to do: {check.Remedy}");
            }
        }

        var failed = checks.Count(check => check.Outcome == Verdict.FailedOutcome);
        var warnings = checks.Count(check => check.Outcome == Verdict.WarningOutcome);
        await output.WriteLineAsync(failed == 0
            ? $"\nThis server can be migrated; {warnings} warnings."
            : $"\nThis server can't be migrated as it is: {failed} checks failed, {warnings} warnings.");
        return failed == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
