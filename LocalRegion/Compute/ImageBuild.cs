using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>
/// Makes an image of snapshots. Their bytes stay where they are, since a snapshot can't be deleted under its image; the
/// work is to prove that every file is there and whole before anybody is told that the image is available.
/// </summary>
internal sealed partial class ImageBuild(RegionState state, Work work, RegionOptions options, ILogger<ImageBuild> logger) : IResumable
{
    public void Resume()
    {
        foreach (var image in state.Images.All.Where(image => image.Status == ImageStatus.Creating))
        {
            Queue(image.Id);
        }
    }

    public void Queue(string id) => work.Start(id, _ =>
    {
        Build(id);
        return Task.CompletedTask;
    });

    private void Build(string id)
    {
        if (state.Read(() => state.Images.Find(id)) is not { Status: ImageStatus.Creating } image)
        {
            return;
        }

        try
        {
            var done = 0;
            foreach (var disk in image.Disks)
            {
                Check(disk);
                work.Report(id, ++done * 100 / image.Disks.Count);
            }

            Finish(id, ImageStatus.Available, failure: null);
        }
        catch (IOException problem)
        {
            LogFailed(id, problem);
            Finish(id, ImageStatus.CreateFailed, problem.Message);
        }
    }

    private void Check(ImageDisk disk)
    {
        if (disk.SnapshotId is not { } snapshotId)
        {
            return;
        }

        var snapshot = state.Read(() => state.Snapshots.Find(snapshotId)) ?? throw new IOException($"Snapshot {snapshotId} is gone.");
        var path = DataFolders.Snapshot(options.Data, snapshotId);
        var length = new FileInfo(path).Length;
        if (length != (long)snapshot.DiskSizeGib << 30)
        {
            throw new IOException($"Snapshot {snapshotId} holds {length} bytes instead of {snapshot.DiskSizeGib} GiB.");
        }

        _ = SparseFile.DataBytes(path);
    }

    private void Finish(string id, ImageStatus status, string? failure) => state.Write(change =>
    {
        if (state.Images.Find(id) is { Status: ImageStatus.Creating } image)
        {
            change.Put(state.Images, image with { Status = status, Failure = failure });
        }
    });

    [LoggerMessage(4841, LogLevel.Error, "Image {Id} failed")]
    private partial void LogFailed(string id, Exception problem);
}
