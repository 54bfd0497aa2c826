using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>The files of data disks.</summary>
internal sealed class DiskFiles(RegionState state, Work work, RegionOptions options) : IResumable
{
    /// <summary>Files whose disk a crash removed from the state before the file.</summary>
    public void Resume()
    {
        var folder = Path.GetDirectoryName(DataFolders.Disk(options.Data, "any"))!;
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateFiles(folder).Where(path => state.Disks.Find(Path.GetFileNameWithoutExtension(path)) is null))
            {
                File.Delete(path);
            }
        }
    }

    public void Make(Disk disk, CancellationToken cancellation)
    {
        var path = DataFolders.Disk(options.Data, disk.Id);
        if (File.Exists(path))
        {
            return;
        }

        if (disk.SnapshotId is { } snapshot)
        {
            SparseFile.Copy(DataFolders.Snapshot(options.Data, snapshot), path, disk.SizeBytes, _ => { }, cancellation);
        }
        else
        {
            SparseFile.Make(path, disk.SizeBytes);
        }
    }

    /// <summary>Behind whatever still reads the file, such as a snapshot.</summary>
    public void QueueRemoval(string diskId) => work.Start(diskId, _ =>
    {
        File.Delete(DataFolders.Disk(options.Data, diskId));
        return Task.CompletedTask;
    });
}
