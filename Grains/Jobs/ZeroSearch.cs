using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Searches the cloud for whatever a job may have left, by tags and names and not by what the job remembers.</summary>
internal static class ZeroSearch
{
    /// <summary>Every search and what it found.</summary>
    public static async Task<IReadOnlyList<(ZeroCheck Check, IReadOnlyList<LedgerEntry> Left)>> Run(JobContext context)
    {
        if (context.Job.Ledger.Count == 0)
        {
            return [];
        }

        var tagged = await TaggedResources.Find(context.Cloud, context.Region, context.JobTags, context.Cancellation);
        var found = tagged.GroupBy(resource => resource.Kind).ToDictionary(group => group.Key, group => group.Select(resource => resource.Id).ToList());
        var searches = TaggedResources.Kinds.Select(kind => Tagged(context, kind, found.GetValueOrDefault(kind, []))).ToList();
        foreach (var entry in context.Job.Ledger.Where(entry => entry.Kind == ResourceKind.Objects))
        {
            searches.Add(await Objects(context, entry));
        }

        foreach (var entry in context.Job.Ledger.Where(entry => entry.Kind == ResourceKind.Bucket))
        {
            var left = await context.Cloud.Buckets.RegionOf(entry.Name, context.Cancellation) is not null;
            searches.Add((new ZeroCheck(ResourceKind.Bucket, entry.Name, left ? 1 : 0), left ? [entry] : []));
        }

        foreach (var entry in context.Job.Ledger.Where(entry => entry is { Kind: ResourceKind.EdgeImage, State: ResourceState.Released }))
        {
            var kept = context.Job.Ledger.Any(other => other.Kind == ResourceKind.EdgeImage && other.Name == entry.Name && other.State == ResourceState.Kept);
            var left = !kept && await context.Cloud.EdgeImages.FindByName(entry.Name, context.Cancellation) is not null;
            searches.Add((new ZeroCheck(ResourceKind.EdgeImage, entry.Name, left ? 1 : 0), left ? [entry] : []));
        }

        return searches;
    }

    /// <summary>What a search by tag found: known to the ledger, or made by a call whose answer never arrived.</summary>
    private static (ZeroCheck Check, IReadOnlyList<LedgerEntry> Left) Tagged(JobContext context, ResourceKind kind, List<string> ids)
        => (new ZeroCheck(kind, context.Region, ids.Count),
        [
            .. ids.Select(id => context.Job.Ledger.FirstOrDefault(entry => entry.Kind == kind && entry.Id == id)
                ?? new LedgerEntry(kind, id, context.Region, Interfaces.Ids.Of("fm", context.JobId, "found", id), ResourceState.Exists, id, context.Now)),
        ]);

    private static async Task<(ZeroCheck Check, IReadOnlyList<LedgerEntry> Left)> Objects(JobContext context, LedgerEntry entry)
    {
        if (await context.Cloud.Buckets.RegionOf(entry.Container, context.Cancellation) is null)
        {
            return (new ZeroCheck(ResourceKind.Objects, $"{entry.Container}/{entry.Name}", 0), []);
        }

        var objects = await context.Cloud.Buckets.ListObjects(entry.Region, entry.Container, entry.Name, context.Cancellation);
        var uploads = await context.Cloud.Buckets.PendingUploads(entry.Region, entry.Container, entry.Name, context.Cancellation);
        var count = objects.Count + uploads.Count;
        return (new ZeroCheck(ResourceKind.Objects, $"{entry.Container}/{entry.Name}", count), count > 0 ? [entry] : []);
    }
}
