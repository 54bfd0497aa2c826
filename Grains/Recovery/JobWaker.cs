using FleetMigrator.Grains.Interfaces.Jobs;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Recovery;

/// <summary>Wakes jobs, a few at a time.</summary>
internal sealed partial class JobWaker(IGrainFactory grains, ILogger<JobWaker> log)
{
    // Enough to wake a thousand jobs in seconds, few enough that other calls go on meanwhile.
    private const int AtOnce = 32;

    /// <summary>Wakes each job; one that can't be woken is told of and left to the next scan.</summary>
    public Task Wake(IReadOnlyList<string> jobs, CancellationToken cancellation)
        => Parallel.ForEachAsync(jobs, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (job, _) =>
        {
            try
            {
                await grains.GetGrain<IMigrationJob>(job).Wake();
            }
            catch (Exception exception)
            {
                LogNotWoken(exception, job);
            }
        });

    [LoggerMessage(9101, LogLevel.Error, "Job {JobId} could not be woken; the next scan tries again")]
    private partial void LogNotWoken(Exception exception, string jobId);
}
