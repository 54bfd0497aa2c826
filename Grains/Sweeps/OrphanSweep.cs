using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Networks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Sweeps;

/// <summary>
/// Works from tags alone, so that it finds what a lost record or an interrupted call left. It deletes nothing on half a
/// view: when the jobs or the cloud can't be asked, the whole search is given up until the next one.
/// </summary>
internal sealed partial class OrphanSweep(
    [PersistentState("sweep", "fleet")] IPersistentState<SweepRecord> store,
    IClouds clouds,
    IFleetReader reader,
    IOptions<SweepOptions> options,
    TimeProvider clock,
    ILogger<OrphanSweep> log) : Grain, IOrphanSweep, IRemindable
{
    /// <summary>Key of the only account until there are more.</summary>
    public const string Key = "default";

    private const string Reminder = "sweep";
    private const int KeptDeleted = 100;

    private SweepRecord Record => store.State;

    public async Task<string> Join(string jobId, string region, string bucket)
    {
        var claim = new BucketClaim(jobId, region, bucket);
        if (!Record.Claims.Contains(claim))
        {
            await this.Save(store, Record with
            {
                Installation = Record.Installation.Length > 0 ? Record.Installation : Ids.New("fm"),
                Regions = [.. Record.Regions.Union([region], StringComparer.Ordinal)],
                Claims = [.. Record.Claims, claim],
            });
        }

        return Record.Installation;
    }

    public async Task Watch() => await this.RegisterOrUpdateReminder(Reminder, options.Value.Every, options.Value.Every);

    public async Task<SweepView> Sweep()
    {
        if (Record.Installation.Length == 0)
        {
            return ToView();
        }

        var cloud = clouds.For(this.GetPrimaryKeyString());
        var found = new List<TaggedResource>();
        foreach (var region in Record.Regions)
        {
            found.AddRange(await TaggedResources.Find(cloud, region, Mine, CancellationToken.None));
        }

        // Asked after the cloud: what a job makes in between is owned by the time it is compared.
        var jobs = await OpenJobs();
        var ended = Record.Claims.Where(claim => !jobs.Any(job => job.Id == claim.JobId)).ToList();
        foreach (var claim in ended)
        {
            found.AddRange(await ClaimedObjects.Find(cloud, claim, CancellationToken.None));
        }

        var owned = jobs.SelectMany(job => job.Ledger).Select(entry => entry.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var region in Record.Regions)
        {
            if (await GrainFactory.GetGrain<IRegionNetwork>(region).Trim([.. jobs.Select(job => job.Id)]) is { } shared)
            {
                owned.Add(shared);
            }
        }

        var known = Record.Waiting.ToDictionary(orphan => (orphan.Kind, orphan.Id));
        var now = clock.GetUtcNow();
        var orphans = found.Where(resource => !owned.Contains(resource.Id))
            .Select(resource => known.GetValueOrDefault((resource.Kind, resource.Id)) ?? new Orphan(resource.Kind, resource.Region, resource.Id, now))
            .ToList();
        var due = orphans.Where(orphan => now - orphan.FoundAt >= options.Value.Grace).ToList();
        var claimed = due.Count > 0 ? await Claimed(cloud, jobs, [.. due.Select(orphan => orphan.Region).Distinct(StringComparer.Ordinal)]) : [];
        var waiting = orphans.Where(orphan => !claimed.Contains(orphan.Id)).ToList();
        var deleted = new List<Orphan>();
        foreach (var orphan in due.Where(orphan => !claimed.Contains(orphan.Id)).OrderBy(orphan => Order(orphan.Kind)))
        {
            var left = await Delete(cloud, orphan);
            waiting.Remove(orphan);
            (left.Length > 0 ? waiting : deleted).Add(orphan with { Text = left.Length > 0 ? left : $"deleted at {now:u}" });
        }

        // While anything waits, an export of a lost job may still write.
        var claims = waiting.Count == 0 ? [.. Record.Claims.Except(ended)] : Record.Claims;
        await this.Save(store, Record with { LastAt = now, Claims = claims, Waiting = waiting, Deleted = [.. Record.Deleted.Concat(deleted).TakeLast(KeptDeleted)] });
        return ToView();
    }

    public Task<SweepView> View() => Task.FromResult(ToView());

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        try
        {
            await Sweep();
        }
        catch (FleetException unanswered)
        {
            LogGivenUp(unanswered.Message);
        }
    }

    private Dictionary<string, string> Mine => new(StringComparer.Ordinal) { [JobContext.InstallationTag] = Record.Installation };

    private async Task<IReadOnlyList<JobView>> OpenJobs()
    {
        var views = new List<JobView>();
        foreach (var id in await reader.OpenJobs(CancellationToken.None))
        {
            try
            {
                views.Add(await GrainFactory.GetGrain<IMigrationJob>(id).View());
            }
            catch (FleetException gone) when (gone.Code == JobErrors.Unknown.Id)
            {
                // Its record is lost: exactly what is looked for.
            }
        }

        return views;
    }

    /// <summary>What open jobs own although their ledger does not know its id: disks of their instances, answers that were lost.</summary>
    private static async Task<HashSet<string>> Claimed(ICloud cloud, IReadOnlyList<JobView> jobs, IReadOnlyList<string> regions)
    {
        var claimed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var job in jobs.Where(job => job.Ledger.Count > 0 && regions.Contains(job.Request.TransitRegion, StringComparer.Ordinal)))
        {
            var tags = new Dictionary<string, string>(StringComparer.Ordinal) { [JobContext.JobTag] = job.Id };
            claimed.UnionWith((await TaggedResources.Find(cloud, job.Request.TransitRegion, tags, CancellationToken.None)).Select(resource => resource.Id));
        }

        return claimed;
    }

    /// <summary>Deletes it; returns why it could not be.</summary>
    private async Task<string> Delete(ICloud cloud, Orphan orphan)
    {
        try
        {
            var resource = new TaggedResource(orphan.Kind, orphan.Region, orphan.Id);
            await (orphan.Kind is ResourceKind.Objects or ResourceKind.Bucket ? ClaimedObjects.Delete(cloud, resource, CancellationToken.None) : TaggedResources.Delete(cloud, resource, CancellationToken.None));
            LogDeleted(orphan.Kind, orphan.Id, orphan.Region, orphan.FoundAt);
            return "";
        }
        catch (FleetException refused)
        {
            LogRefused(orphan.Kind, orphan.Id, orphan.Region, refused.Message);
            return refused.Message;
        }
    }

    private static int Order(ResourceKind kind) => TaggedResources.Kinds.TakeWhile(other => other != kind).Count();

    private SweepView ToView() => new(Record.Installation, Record.Regions, Record.LastAt, Record.Waiting, Record.Deleted);

    [LoggerMessage(4301, LogLevel.Warning, "{Kind} {Id} in {Region} belonged to no job and was deleted; it was first found at {FoundAt}")]
    private partial void LogDeleted(ResourceKind kind, string id, string region, DateTimeOffset foundAt);

    [LoggerMessage(4302, LogLevel.Error, "{Kind} {Id} in {Region} belongs to no job and could not be deleted: {Reason}")]
    private partial void LogRefused(ResourceKind kind, string id, string region, string reason);

    [LoggerMessage(4303, LogLevel.Warning, "The search for orphans was given up until the next one: {Reason}")]
    private partial void LogGivenUp(string reason);
}
