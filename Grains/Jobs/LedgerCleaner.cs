using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Jobs.Steps;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Releases what the ledger lists, the newest first. Everything may be repeated; what is busy is looked at again.</summary>
internal static class LedgerCleaner
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>One pass over all that is left; then the proof that it is so.</summary>
    public static async Task<StepResult> Pass(JobContext context) => await Pass(context, _ => true) ?? await Prove(context);

    /// <summary>One pass over what only one run of an incremental job needs.</summary>
    public static async Task<StepResult> EndRun(JobContext context)
        => await Pass(context, IsOfRun) ?? new StepResult.Done("Snapshots, image and objects of this run are released.");

    /// <summary>Whether only one run of an incremental job needs it.</summary>
    public static bool IsOfRun(LedgerEntry entry)
        => entry.Kind is ResourceKind.Snapshot or ResourceKind.Image or ResourceKind.Export or ResourceKind.Objects or ResourceKind.Upload or ResourceKind.Bucket;

    /// <summary>One pass; null when nothing of it is left.</summary>
    private static async Task<StepResult?> Pass(JobContext context, Func<LedgerEntry, bool> which)
    {
        var left = context.Job.Ledger.Where(entry => IsLeft(entry) && which(entry)).Reverse().ToList();
        var all = context.Job.Ledger.Count(entry => entry.State != ResourceState.Kept && which(entry));
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

        var gone = context.Job.Ledger.Count(entry => entry.State == ResourceState.Released && which(entry));
        return (refused, busy) switch
        {
            ({ } fault, _) => new StepResult.Failed(fault.Fault, Retryable: false),
            (_, { } what) => new StepResult.Working($"{gone} of {all} resources are released; {what}.", all == 0 ? 0 : gone * 100 / all) { PollAfter = Pause },
            _ => null,
        };
    }

    /// <summary>Searches the cloud when the ledger says that all is gone. What is found all the same goes into the ledger and is released too.</summary>
    private static async Task<StepResult> Prove(JobContext context)
    {
        var all = context.Job.Ledger.Count(entry => entry.State != ResourceState.Kept);
        var searches = await ZeroSearch.Run(context);
        var left = searches.SelectMany(search => search.Left).ToList();
        if (left.Count > 0)
        {
            await context.Save(job => left.Aggregate(job, (now, entry) => now.Enter(entry with { State = ResourceState.Exists, ReleasedAt = null })));
            return new StepResult.Working($"{left.Count} resources are still listed, such as {Noun(left[0])}.") { PollAfter = Pause };
        }

        var shared = new List<string>();
        foreach (var entry in context.Job.Ledger.Where(entry => entry is { IsShared: true, Id: not null }))
        {
            if (await context.Cloud.Networks.VpcStatus(entry.Region, entry.Id!, context.Cancellation) is not null)
            {
                shared.Add(Noun(entry));
            }
        }

        await context.Save(job => job with { Proof = new ZeroProof(context.Now, [.. searches.Select(search => search.Check)], shared) });
        return new StepResult.Done(all == 0
            ? "There was nothing to release."
            : $"All {all} temporary resources are released; {searches.Count} searches of the cloud found nothing.");
    }

    /// <summary>How an entry is called in a sentence.</summary>
    public static string Noun(LedgerEntry entry) => $"{entry.Kind} {entry.Id ?? entry.Name}";

    private static bool IsLeft(LedgerEntry entry) => entry.State is ResourceState.Intended or ResourceState.Exists;
}
