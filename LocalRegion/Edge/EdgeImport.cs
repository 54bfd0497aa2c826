using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Oss;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>Copies an image's disks out of the bucket, so that the bucket may be emptied once the image is available.</summary>
internal sealed partial class EdgeImport(RegionState state, Work work, ByteStore bytes, RegionOptions options, ILogger<EdgeImport> logger) : IResumable
{
    private const int CopyBufferBytes = 1 << 20;

    public void Resume()
    {
        foreach (var image in state.EdgeImages.All.Where(image => image.Status == EdgeImageStatus.Creating))
        {
            Queue(image.Id);
        }

        var folder = Path.GetDirectoryName(DataFolders.EdgeImage(options.Data, "any"))!;
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateDirectories(folder).Where(path => state.EdgeImages.Find(Path.GetFileName(path)) is null))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }

    public void Queue(string id) => work.Start(id, cancellation => Run(id, cancellation));

    public void QueueRemoval(string id) => work.Start(id, _ =>
    {
        var folder = DataFolders.EdgeImage(options.Data, id);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Task.CompletedTask;
    });

    public static string FileOf(RegionOptions options, string imageId, int disk)
        => Path.Combine(DataFolders.EdgeImage(options.Data, imageId), $"disk-{disk}.qcow2");

    private async Task Run(string id, CancellationToken cancellation)
    {
        if (state.Read(() => state.EdgeImages.Find(id)) is not { Status: EdgeImageStatus.Creating } image)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(DataFolders.EdgeImage(options.Data, id));
            var copied = new List<EdgeImageDisk>();
            foreach (var disk in image.Disks)
            {
                copied.Add(await Copy(disk, FileOf(options, id, copied.Count), cancellation));
            }

            Finish(id, image => image with { Disks = copied, Status = EdgeImageStatus.Available });
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            LogFailed(id, problem);
            Finish(id, image => image with { Status = EdgeImageStatus.CreateFailed, Failure = problem.Message });
        }
    }

    private async Task<EdgeImageDisk> Copy(EdgeImageDisk disk, string path, CancellationToken cancellation)
    {
        var (item, content) = state.Read(() =>
        {
            var found = state.Objects.Find(StoredObject.IdOf(disk.Bucket, disk.Key))
                ?? throw new IOException($"The object {disk.Key} was deleted from {disk.Bucket} before it was copied.");
            return (found, bytes.Open(found.Segments, 0, found.Size));
        });
        await using var source = content;
        var start = new byte[Qcow2Header.Bytes];
        var length = await source.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        var header = ReadHeader(disk, start.AsSpan(0, length));
        await using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous))
        {
            await file.WriteAsync(start.AsMemory(0, length), cancellation);
            await source.CopyToAsync(file, CopyBufferBytes, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
        return disk with { FileBytes = item.Size, VirtualBytes = header.VirtualBytes };
    }

    private static Qcow2Header ReadHeader(EdgeImageDisk disk, ReadOnlySpan<byte> start)
    {
        try
        {
            return Qcow2Header.Parse(start);
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"The object {disk.Key} can't be imported: {problem.Message}", problem);
        }
    }

    private void Finish(string id, Func<EdgeImage, EdgeImage> result) => state.Write(change =>
    {
        if (state.EdgeImages.Find(id) is { Status: EdgeImageStatus.Creating } image)
        {
            change.Put(state.EdgeImages, result(image));
        }
    });

    [LoggerMessage(4861, LogLevel.Error, "Import of edge image {Id} failed")]
    private partial void LogFailed(string id, Exception problem);
}
