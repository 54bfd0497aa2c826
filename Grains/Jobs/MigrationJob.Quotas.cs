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
            return null;
        }

        var since = Record.WaitsSince ?? Now;
        QuotaWait? wait = null;
        foreach (var request in JobQuotas.Requests(Id, Record, needed, since))
        {
            wait ??= await Quota.Acquire(request);
        }

        _waits = wait;
        if (wait is not null)
        {
            _admittedAt = null;
            if (Record.WaitsSince is null)
            {
                await Save(job => job with { WaitsSince = since }, $"{wait.Text}.");
            }

            return new StepResult.Working($"{wait.Text}.") { PollAfter = AskEvery, IsInLine = true };
        }

        await RenewOthers(needed);
        (_admittedAt, _renewed) = (step.Id, Now);
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
        foreach (var request in JobQuotas.Requests(Id, Record, JobQuotas.Used(Record).Except(except), Now))
        {
            await Quota.Renew(request);
        }
    }

    /// <summary>Gives back what a stored change has freed. What gets lost on the way ends by itself.</summary>
    private async Task GiveBack(JobRecord before, JobRecord after)
    {
        // The shared VPC is given back by who deletes it.
        var freed = JobQuotas.Used(before).Except(JobQuotas.Used(after)).Where(kind => kind != QuotaKind.Vpcs).ToList();
        if (freed.Count == 0)
        {
            return;
        }

        (_waits, _admittedAt) = (null, null);
        try
        {
            await Quota.Release(Id, freed);
        }
        catch (Exception failed) when (failed is OrleansException or TimeoutException)
        {
            LogNotGivenBack(failed, Id);
        }
    }

    [LoggerMessage(3131, LogLevel.Warning, "Job {JobId} could not give back what it no longer needs; its leases end by themselves")]
    private partial void LogNotGivenBack(Exception failed, string jobId);
}
