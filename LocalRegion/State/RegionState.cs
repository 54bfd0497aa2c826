using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Edge;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Networks;
using FleetMigrator.LocalRegion.Oss;

namespace FleetMigrator.LocalRegion.State;

/// <summary>
/// Everything the region knows. One gate: calls are short and long work is done outside of it, so a finer lock would
/// buy nothing and cost the certainty that what a call checked still holds when it writes.
/// </summary>
internal sealed class RegionState
{
    private readonly Lock _gate = new();
    private readonly Journal _journal;

    public RegionState(string dataFolder)
    {
        var root = Path.Combine(dataFolder, "state");
        Directory.CreateDirectory(root);
        _journal = new Journal(root);
        _journal.Recover();
        foreach (var documents in Everything)
        {
            documents.Load(root);
        }
    }

    /// <summary>All collections.</summary>
    public IReadOnlyList<IDocuments> Everything =>
    [
        Vpcs, VSwitches, SecurityGroups, Instances, Disks, Snapshots, Images, Exports, EdgeImages, EdgeExports, EdgeInstances, Tokens, Buckets, Objects, Uploads, Parts,
    ];

    public Documents<Vpc> Vpcs { get; } = new("vpcs");

    public Documents<VSwitch> VSwitches { get; } = new("vswitches");

    public Documents<SecurityGroup> SecurityGroups { get; } = new("security-groups");

    public Documents<Instance> Instances { get; } = new("instances");

    public Documents<Disk> Disks { get; } = new("disks");

    public Documents<Snapshot> Snapshots { get; } = new("snapshots");

    public Documents<Image> Images { get; } = new("images");

    public Documents<ExportTask> Exports { get; } = new("exports");

    public Documents<EdgeImage> EdgeImages { get; } = new("edge-images");

    public Documents<EdgeExport> EdgeExports { get; } = new("edge-exports");

    public Documents<EdgeInstance> EdgeInstances { get; } = new("edge-instances");

    public Documents<TokenRecord> Tokens { get; } = new("tokens");

    public Documents<Bucket> Buckets { get; } = new("buckets");

    public Documents<StoredObject> Objects { get; } = new("objects");

    public Documents<Upload> Uploads { get; } = new("uploads");

    public Documents<UploadedPart> Parts { get; } = new("parts");

    /// <summary>Looks at several collections as of one moment.</summary>
    public T Read<T>(Func<T> look)
    {
        lock (_gate)
        {
            return look();
        }
    }

    /// <summary>Stores what <paramref name="act"/> asks for as one step; nothing if it throws.</summary>
    public T Write<T>(Func<Change, T> act)
    {
        lock (_gate)
        {
            var change = new Change();
            var result = act(change);
            Commit(change);
            return result;
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public void Write(Action<Change> act) => Write(change =>
    {
        act(change);
        return true;
    });

    private void Commit(Change change)
    {
        if (change.Entries.Count > 0)
        {
            _journal.Commit(change.Entries);
        }

        foreach (var (where, id, document) in change.Entries)
        {
            where.Apply(id, document);
        }

        foreach (var act in change.Afterwards)
        {
            act();
        }
    }
}
