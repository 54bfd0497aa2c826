using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Oss;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Packs an image's disks, one object a disk. The bucket gets all of them at once, at the end.</summary>
internal sealed partial class ImageExport(
    RegionState state, Work work, ByteStore bytes, ObjectOperations objects, RegionOptions options, TimeProvider clock, ILogger<ImageExport> logger) : IResumable
{
    public void Resume()
    {
        foreach (var task in state.Exports.All.Where(task => task.Status is ExportTaskStatus.Waiting or ExportTaskStatus.Processing))
        {
            Queue(task.Id); // From the beginning: what was packed before the stop was thrown away with it.
        }
    }

    public void Queue(string id) => work.Start(id, cancellation => Run(id, cancellation));

    private async Task Run(string id, CancellationToken cancellation)
    {
        var (task, image) = state.Write(change =>
        {
            if (state.Exports.Find(id) is not { Status: ExportTaskStatus.Waiting or ExportTaskStatus.Processing } open)
            {
                return (null, null);
            }

            var processing = open with { Status = ExportTaskStatus.Processing };
            change.Put(state.Exports, processing);
            return ((ExportTask?)processing, state.Images.Find(open.ImageId));
        });
        if (task is null)
        {
            return;
        }

        var folder = DataFolders.Export(options.Data, id);
        var packed = new List<(string Key, ReceivedBytes Bytes)>();
        try
        {
            Directory.CreateDirectory(folder);
            await Pack(task, image ?? throw new IOException($"The image {task.ImageId} is gone."), folder, packed, cancellation);
            Finish(task, packed);
        }
        catch (OperationCanceledException)
        {
            bytes.Delete(packed.Select(one => one.Bytes.Segment));
            throw;
        }
        catch (Exception problem)
        {
            LogFailed(id, problem);
            bytes.Delete(packed.Select(one => one.Bytes.Segment));
            Fail(id, problem.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task Pack(ExportTask task, Image image, string folder, List<(string Key, ReceivedBytes Bytes)> packed, CancellationToken cancellation)
    {
        var inputs = image.Disks.OrderByDescending(disk => disk.System).ThenBy(disk => disk.Device, StringComparer.Ordinal).Select(disk =>
        {
            var name = NameOf(task, disk) + ".raw";
            var path = Path.Combine(folder, name);
            Provide(disk, path, cancellation);
            return (Name: name, Path: path, Data: SparseFile.DataBytes(path));
        }).ToList();
        var total = Math.Max(1, inputs.Sum(input => input.Data));
        var before = 0L;
        foreach (var (name, path, data) in inputs)
        {
            await using var archive = ArchivePipe.Start(folder, name, read => work.Report(task.Id, (int)((before + Math.Min(read, data)) * 100 / total)), cancellation);
            packed.Add((name + ".tar.gz", await bytes.Receive(archive.Output, cancellation)));
            await archive.Complete(cancellation);
            before += data;
            File.Delete(path);
        }
    }

    // The snapshot itself under the name that the archive must show, without copying; a larger disk needs a file of its own.
    private void Provide(ImageDisk disk, string path, CancellationToken cancellation)
    {
        var size = (long)disk.SizeGib << 30;
        if (disk.SnapshotId is not { } snapshot)
        {
            SparseFile.Make(path, size);
            return;
        }

        var source = DataFolders.Snapshot(options.Data, snapshot);
        if (new FileInfo(source).Length == size)
        {
            SparseFile.Link(source, path);
        }
        else
        {
            SparseFile.Copy(source, path, size, _ => { }, cancellation);
        }
    }

    private static string NameOf(ExportTask task, ImageDisk disk)
    {
        var role = disk.System ? "system" : "data_" + disk.Device["/dev/".Length..];
        return $"{(task.Prefix.Length > 0 ? task.Prefix + "_" : "")}{task.ImageId}_{role}";
    }

    private void Finish(ExportTask task, List<(string Key, ReceivedBytes Bytes)> packed) => state.Write(change =>
    {
        if (state.Exports.Find(task.Id) is not { Status: ExportTaskStatus.Processing } open)
        {
            change.Then(() => bytes.Delete(packed.Select(one => one.Bytes.Segment)));
            return; // Cancelled at the last moment.
        }

        if (state.Buckets.Find(task.Bucket) is null)
        {
            throw new IOException($"The bucket {task.Bucket} was deleted while the image was being exported.");
        }

        foreach (var (key, received) in packed)
        {
            objects.Replace(change, objects.Describe(task.Bucket, key, "application/gzip", received));
        }

        change.Put(state.Exports, open with
        {
            Status = ExportTaskStatus.Finished,
            Finished = clock.GetUtcNow(),
            Objects = packed.ConvertAll(one => one.Key),
        });
    });

    private void Fail(string id, string message) => state.Write(change =>
    {
        if (state.Exports.Find(id) is { Status: ExportTaskStatus.Processing } task)
        {
            change.Put(state.Exports, task with
            {
                Status = ExportTaskStatus.Failed,
                Finished = clock.GetUtcNow(),
                ErrorCode = "ExportImageFailed",
                ErrorMessage = message,
            });
        }
    });

    [LoggerMessage(4851, LogLevel.Error, "Export {Id} failed")]
    private partial void LogFailed(string id, Exception problem);
}
