using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Sweeps;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Recovery;

/// <summary>The scan at start, so that jobs don't wait for a reminder after a crash.</summary>
internal sealed partial class RecoveryAtStart(IFleetReader reader, JobWaker waker, IGrainFactory grains, ILogger<RecoveryAtStart> log) : IStartupTask
{
    public async Task Execute(CancellationToken cancellationToken)
    {
        try
        {
            var open = await reader.OpenJobs(cancellationToken);
            await waker.Wake(open, cancellationToken);
            LogWoken(open.Count);
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

    [LoggerMessage(9102, LogLevel.Information, "{Count} unfinished jobs were woken")]
    private partial void LogWoken(int count);

    [LoggerMessage(9103, LogLevel.Error, "The scan for unfinished jobs at start failed")]
    private partial void LogFailed(Exception exception);
}
