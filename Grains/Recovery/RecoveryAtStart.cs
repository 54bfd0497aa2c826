using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.OpenWork;
using FleetMigrator.Grains.Sweeps;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Recovery;

/// <summary>The scan at start, so that jobs don't wait for a reminder after a crash.</summary>
internal sealed partial class RecoveryAtStart(IFleetReader reader, JobWaker waker, IGrainFactory grains, ILogger<RecoveryAtStart> log) : IStartupTask
{
    // As many as one look finds; the rest goes on when it is asked for.
    private const int MostDeleting = 10_000;

    public async Task Execute(CancellationToken cancellationToken)
    {
        try
        {
            var open = await reader.OpenJobs(cancellationToken);
            await waker.Wake(open, cancellationToken);
            LogWoken(open.Count);
            await WakeDeleting(cancellationToken);
            await grains.GetGrain<IWorkWaker>(0).Watch();
            await Parallel.ForEachAsync(Enumerable.Range(0, RecoveryShard.Count), cancellationToken, async (shard, _)
                => await grains.GetGrain<IRecoveryShard>(shard).Watch());
            await grains.GetGrain<IOrphanSweep>(OrphanSweep.Key).Watch();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A service that serves pages is better than none; the reminders of earlier starts go on scanning.
            LogFailed(exception);
        }
    }

    /// <summary>A server that is being deleted has nobody else who calls it.</summary>
    private async Task WakeDeleting(CancellationToken cancellation)
    {
        var deleting = new Where("state", Comparison.Equal, nameof(SourceState.Deleting));
        foreach (var id in await reader.Find(Topic.Sources, deleting, MostDeleting, cancellation))
        {
            try
            {
                await grains.GetGrain<ISourceServer>(id).View();
            }
            catch (FleetException gone) when (gone.Code == SourceErrors.Unknown.Id)
            {
                // It was at its end already.
            }
        }
    }

    [LoggerMessage(9102, LogLevel.Information, "{Count} unfinished jobs were woken")]
    private partial void LogWoken(int count);

    [LoggerMessage(9103, LogLevel.Error, "The scan for unfinished jobs at start failed")]
    private partial void LogFailed(Exception exception);
}
