using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Quotas;
using FleetMigrator.Grains.Jobs.Steps;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Jobs;

/// <summary>How a job keeps to limits: it holds leases, renews them while it has something in use, and waits in line.</summary>
internal sealed partial class MigrationJob
{
    private const string Account = "default"; // The only one until there are more.

    // A third of the shortest time that a lease can live.
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(40);

    // Often enough to keep a place in the queue; a lease that was granted meanwhile is found at the next look.
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(5);

    private QuotaWait? _waits;
    private DateTimeOffset _renewed;
    private JobStep? _admittedAt;

    private IQuota Quota => GrainFactory.GetGrain<IQuota>(Account);

    /// <summary>Null when the step may go on; otherwise what it waits for.</summary>
    private async Task<StepResult?> Admission(IJobStep step)
    {
        var needed = JobQuotas.Needed(Record);
        if (needed.Count == 0 || (_admittedAt == step.Id && Now - _renewed < RenewEvery))
        {
            _waits = null;
            return null;
        }

        var since = Record.WaitsSince ?? Now;
        QuotaWait? wait = null;
        foreach (var kinds in needed.GroupBy(kind => JobQuotas.RegionOf(Record.Request!, kind)))
        {
            wait ??= await Quota.Acquire(Ask([.. kinds], since));
        }

        if (wait is not null)
        {
            if (Record.WaitsSince is null)
            {
                await Save(job => job with { WaitsSince = since }, $"{wait.Text}.");
            }

            (_waits, _admittedAt) = (wait, null);
            return new StepResult.Working($"{wait.Text}.") { PollAfter = AskEvery, IsInLine = true };
        }

        await RenewOthers(needed);
        (_waits, _admittedAt, _renewed) = (null, step.Id, Now);
        if (Record.WaitsSince is not null)
        {
            // Its time in line is not time that the step took.
            await Save(job => job.Show(step.Id, view => view with { StartedAt = Now }) with { WaitsSince = null }, "Its turn has come; the migration goes on.");
        }

        return null;
    }

    /// <summary>Keeps leases of what exists but is not needed right now. Called at steps, and each minute for jobs that rest.</summary>
    private async Task RenewOthers(IReadOnlyList<QuotaKind> except)
    {
        foreach (var kinds in JobQuotas.Used(Record).Except(except).GroupBy(kind => JobQuotas.RegionOf(Record.Request!, kind)))
        {
            await Quota.Renew(Ask([.. kinds], Now));
        }
    }

    /// <summary>Gives back what a stored change has freed. What gets lost on the way ends by itself.</summary>
    private async Task GiveBack(JobRecord before, JobRecord after)
    {
        var freed = JobQuotas.Used(before).Except(JobQuotas.Used(after)).ToList();
        if (freed.Count == 0)
        {
            return;
        }

        _waits = null;
        try
        {
            await Quota.Release(Id, freed);
        }
        catch (Exception failed) when (failed is OrleansException or TimeoutException)
        {
            LogNotGivenBack(failed, Id);
        }
    }

    private QuotaRequest Ask(IReadOnlyList<QuotaKind> kinds, DateTimeOffset since)
        => new(Id, kinds, JobQuotas.RegionOf(Record.Request!, kinds[0]), JobQuotas.GroupOf(Record.Request!), since, $"{Record.Attempt}");

    [LoggerMessage(3131, LogLevel.Warning, "Job {JobId} could not give back what it no longer needs; its leases end by themselves")]
    private partial void LogNotGivenBack(Exception failed, string jobId);
}
