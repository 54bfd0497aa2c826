using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Quotas;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Quotas;

/// <summary>
/// Keeps this silo's calls below its share of the limits <see cref="QuotaKind.ApiCallsPerSecond"/>: calls are given times at equal
/// distances. Limits are read anew every few seconds; a new one counts from the next call on. Before they were read once, and while
/// they cannot be read, the last known ones count.
/// </summary>
internal sealed partial class CallPace(IGrainFactory grains, TimeProvider clock, ILogger<CallPace> log) : ICallPace
{
    private const string Account = "default"; // The only one until there are more.
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _next = new(StringComparer.Ordinal);
    private LimitTable _limits = new([]);
    private int _silos = 1;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private Task _reading = Task.CompletedTask;

    public async ValueTask Wait(string region, CancellationToken cancellation)
    {
        await Read();
        var pause = Take(region) - clock.GetUtcNow();
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, clock, cancellation);
        }
    }

    /// <summary>The time of the next call. It counts for its region and for all together, each with its own limit.</summary>
    private DateTimeOffset Take(string region)
    {
        lock (_lock)
        {
            var limited = Bucket.Of(QuotaKind.ApiCallsPerSecond, region, "").Select(bucket => (bucket.Region, Limit: _limits.Of(bucket)))
                .Where(bucket => bucket.Limit is not null).ToList();
            var at = limited.Select(bucket => _next.GetValueOrDefault(bucket.Region)).Append(clock.GetUtcNow()).Max();
            foreach (var (place, limit) in limited)
            {
                _next[place] = at + TimeSpan.FromSeconds((double)_silos / limit!.Value);
            }

            return at;
        }
    }

    private Task Read()
    {
        lock (_lock)
        {
            if (clock.GetUtcNow() - _readAt >= _fresh && _reading.IsCompleted)
            {
                _readAt = clock.GetUtcNow();
                // Not on the scheduler of the grain that happens to ask: it may end before the answer comes.
                _reading = Task.Run(ReadNow);
            }

            return _reading;
        }
    }

    private async Task ReadNow()
    {
        try
        {
            var view = await grains.GetGrain<IQuota>(Account).View();
            var silos = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
            lock (_lock)
            {
                (_limits, _silos) = (new LimitTable(view.Limits), Math.Max(1, silos.Count));
            }
        }
        catch (Exception unread)
        {
            // A call to the cloud must not fail for want of its pace.
            LogUnread(unread);
        }
    }

    [LoggerMessage(3701, LogLevel.Warning, "The limits of API calls could not be read; the last known ones count")]
    private partial void LogUnread(Exception unread);
}
