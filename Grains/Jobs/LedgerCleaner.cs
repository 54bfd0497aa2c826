using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Jobs.Steps;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Releases what the ledger lists, the newest first. Everything may be repeated; what is busy is looked at again.</summary>
internal static class LedgerCleaner
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>One pass over all that is left.</summary>
    public static async Task<StepResult> Pass(JobContext context)
    {
        var left = context.Job.Ledger.Where(IsLeft).Reverse().ToList();
        var all = context.Job.Ledger.Count(entry => entry.State != ResourceState.Kept);
        string? busy = null;
        FleetException? refused = null;
        foreach (var entry in left)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                busy = await LedgerRelease.Of(context, entry) ?? busy;
            }
            catch (FleetException fault) when (fault.Fault.Cure == Cure.Wait)
            {
                busy = $"{Noun(entry)}: {fault.Fault.Title}";
            }
            catch (FleetException fault)
            {
                // The others can go all the same; this one is told at the end of the pass.
                refused = fault;
            }
        }

        var gone = context.Job.Ledger.Count(entry => entry.State == ResourceState.Released);
        return (refused, busy) switch
        {
            ({ } fault, _) => new StepResult.Failed(fault.Fault, Retryable: false),
            (_, { } what) => new StepResult.Working($"{gone} of {all} resources are released; {what}.", all == 0 ? 0 : gone * 100 / all) { PollAfter = Pause },
            _ => new StepResult.Done(all == 0 ? "There was nothing to release." : $"All {all} temporary resources are released."),
        };
    }

    /// <summary>How an entry is called in a sentence.</summary>
    public static string Noun(LedgerEntry entry) => $"{entry.Kind} {entry.Id ?? entry.Name}";

    private static bool IsLeft(LedgerEntry entry) => entry.State is ResourceState.Intended or ResourceState.Exists;
}
