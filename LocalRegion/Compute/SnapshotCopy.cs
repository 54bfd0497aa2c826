using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Copies a disk's bytes into its snapshot.</summary>
internal sealed partial class SnapshotCopy(RegionState state, Work work, IInstanceHost host, RegionOptions options, ILogger<SnapshotCopy> logger) : IResumable
{
    public void Resume()
    {
        foreach (var snapshot in state.Snapshots.All.Where(snapshot => snapshot.Status == SnapshotStatus.Progressing))
        {
            // What the disk holds now is not what it held when the snapshot was asked for, so going on would be a lie.
            work.Start(snapshot.Id, _ =>
            {
                Finish(snapshot.Id, SnapshotStatus.Failed, "The region was restarted while the snapshot was being made.");
                return Task.CompletedTask;
            });
        }

        RemoveUnknown();
    }

    /// <summary>The work is the disk's, so that its file isn't removed under the copy.</summary>
    public void Queue(Snapshot snapshot) => work.Start(snapshot.DiskId, cancellation =>
    {
        Copy(snapshot, cancellation);
        return Task.CompletedTask;
    });

    public void QueueRemoval(Snapshot snapshot) => work.Start(snapshot.DiskId, _ =>
    {
        File.Delete(DataFolders.Snapshot(options.Data, snapshot.Id));
        return Task.CompletedTask;
    });

    private void Copy(Snapshot snapshot, CancellationToken cancellation)
    {
        var source = DataFolders.Disk(options.Data, snapshot.DiskId);
        try
        {
            host.Flush(source);
            SparseFile.Copy(
                source,
                DataFolders.Snapshot(options.Data, snapshot.Id),
                (long)snapshot.DiskSizeGib << 30,
                percent => Report(snapshot.Id, percent),
                cancellation);
            Finish(snapshot.Id, SnapshotStatus.Accomplished, failure: null);
        }
        catch (IOException problem)
        {
            LogFailed(snapshot.Id, problem);
            Finish(snapshot.Id, SnapshotStatus.Failed, problem.Message);
        }
    }

    private void Report(string id, int percent)
    {
        // Deleting a snapshot that is being made cancels it.
        if (state.Read(() => state.Snapshots.Find(id)) is null)
        {
            throw new IOException("The snapshot was deleted while it was being made.");
        }

        work.Report(id, percent);
    }

    private void Finish(string id, SnapshotStatus status, string? failure)
    {
        state.Write(change =>
        {
            if (state.Snapshots.Find(id) is { Status: SnapshotStatus.Progressing } snapshot)
            {
                change.Put(state.Snapshots, snapshot with { Status = status, Failure = failure });
            }
        });
        work.Done(id);
    }

    private void RemoveUnknown()
    {
        var folder = Path.GetDirectoryName(DataFolders.Snapshot(options.Data, "any"))!;
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateFiles(folder).Where(path =>
                path.EndsWith(".new", StringComparison.Ordinal) || state.Snapshots.Find(Path.GetFileNameWithoutExtension(path)) is null))
            {
                File.Delete(path);
            }
        }
    }

    [LoggerMessage(4831, LogLevel.Error, "Snapshot {Id} failed")]
    private partial void LogFailed(string id, Exception problem);
}
