using System.Collections.Frozen;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Jobs;

/// <summary>How patiently faults of one kind are tried again.</summary>
/// <param name="First">Pause after the first failure; it doubles with each further one.</param>
/// <param name="Longest">The longest pause.</param>
/// <param name="Budget">Time after which a person is asked.</param>
internal sealed record RetryClass(TimeSpan First, TimeSpan Longest, TimeSpan Budget)
{
    // Enough to spread a thousand jobs that failed at the same moment, little enough to stay predictable.
    private const double Spread = 0.5;
    private const int MostDoublings = 20;

    private static readonly FrozenDictionary<string, (TimeSpan First, TimeSpan Longest)> Pauses = new Dictionary<string, (TimeSpan, TimeSpan)>
    {
        [CloudErrors.Throttled.Id] = (TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(2)),
        [CloudErrors.Busy.Id] = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30)),
        // Somebody else's export or instance has to end first, which takes minutes.
        [CloudErrors.Quota.Id] = (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10)),
    }.ToFrozenDictionary();

    /// <summary>The class of a fault.</summary>
    public static RetryClass Of(Fault fault, JobOptions options)
    {
        var (first, longest) = Pauses.GetValueOrDefault(fault.Code, (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)));
        return new RetryClass(first, longest, fault.Code == CloudErrors.Quota.Id ? options.QuotaBudget : options.RetryBudget);
    }

    /// <summary>The pause after a failure.</summary>
    /// <param name="failures">How many there were, from 1.</param>
    /// <param name="chance">From 0 to 1.</param>
    public TimeSpan Pause(int failures, double chance)
    {
        var even = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(failures - 1, MostDoublings)));
        return even * (1 - (Spread / 2) + (Spread * chance));
    }
}
