using FleetMigrator.Cloud.Options;
using FleetMigrator.Grains.Interfaces.Errors;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Cloud.Calls;

/// <summary>Repeats a call with random, growing pauses while that is safe, promising, within patience and within the common budget.</summary>
internal sealed partial class CallRetry(CloudOptions options, RetryBudget budget, TimeProvider clock, CallChance chance, ILogger<CallRetry> log)
{
    /// <summary>A cloud that asks for a longer pause than this is asking for another day; the job comes back anyway.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromSeconds(30);

    /// <summary>Runs tries until one succeeds.</summary>
    /// <param name="call">Name for the log.</param>
    /// <param name="attempt">One try; fails with <see cref="FailedTry"/>.</param>
    /// <param name="cancellation">Ends at once.</param>
    /// <exception cref="FleetException">The last try's fault.</exception>
    public async Task<T> Run<T>(string call, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        for (var number = 1; ; number++)
        {
            try
            {
                var result = await attempt(cancellation);
                budget.Succeeded();
                return result;
            }
            catch (FailedTry failed)
            {
                var pause = failed.Pause is { } asked ? (asked < LongestAsked ? asked : LongestAsked) : Backoff(number);
                var over = number >= options.Tries || clock.GetElapsedTime(started) + pause > options.Patience;
                if (!failed.MayRepeat || over || !budget.TryTake())
                {
                    throw failed.Fault;
                }

                LogRepeated(call, number, failed.Fault.Message, pause);
                await Task.Delay(pause, clock, cancellation);
            }
        }
    }

    private TimeSpan Backoff(int number)
    {
        var longest = Math.Min(options.FirstPause.TotalMilliseconds * Math.Pow(2, number - 1), options.LongestPause.TotalMilliseconds);
        // Never below half: a try at once would hit the same condition.
        return TimeSpan.FromMilliseconds(longest * (0.5 + (chance.Jitter() / 2)));
    }

    [LoggerMessage(4101, LogLevel.Information, "{Call} failed at try {Number} and is repeated after {Pause}: {Reason}")]
    private partial void LogRepeated(string call, int number, string reason, TimeSpan pause);
}
