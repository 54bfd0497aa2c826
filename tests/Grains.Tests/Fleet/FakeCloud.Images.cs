using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>Snapshots, images and their exports.</summary>
internal sealed partial class FakeCloud
{
    private readonly Dictionary<string, (string Disk, IReadOnlyDictionary<string, string> Tags, int Looks)> _snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CreateImageRequest Order, int Looks)> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Image, string Bucket, string Prefix, int Looks, string? End)> _exports = new(StringComparer.Ordinal);

    public Task<string> CreateSnapshot(string region, string diskId, string name, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation)
        => Task.FromResult(Once("CreateSnapshot", token, new { diskId, name }, id =>
        {
            _snapshots[id] = (diskId, tags, 0);
            return id;
        }));

    public Task<IReadOnlyList<CloudSnapshot>> FindSnapshots(string region, IReadOnlyList<string> snapshotIds, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var id in snapshotIds.Where(_snapshots.ContainsKey))
            {
                _snapshots[id] = _snapshots[id] with { Looks = _snapshots[id].Looks + 1 };
            }

            return Task.FromResult<IReadOnlyList<CloudSnapshot>>([.. snapshotIds.Where(_snapshots.ContainsKey).Select(View)]);
        }
    }

    public Task<IReadOnlyList<CloudSnapshot>> FindSnapshots(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<CloudSnapshot>>([.. _snapshots.Where(snapshot => Has(snapshot.Value.Tags, tags)).Select(snapshot => View(snapshot.Key))]);
        }
    }

    public Task DeleteSnapshot(string region, string snapshotId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_images.Values.Any(image => image.Order.SnapshotIds.Contains(snapshotId)))
            {
                throw CloudErrors.Refused.With($"{snapshotId} is used by an image");
            }

            _snapshots.Remove(snapshotId);
        }

        return Task.CompletedTask;
    }

    public Task<string> CreateImage(CreateImageRequest request, CancellationToken cancellation)
        => Task.FromResult(Once("CreateImage", request.Token, request, id =>
        {
            _images[id] = (request, 0);
            return id;
        }));

    public Task<CloudImage?> FindImage(string region, string imageId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_images.TryGetValue(imageId, out var image))
            {
                return Task.FromResult<CloudImage?>(null);
            }

            _images[imageId] = image with { Looks = image.Looks + 1 };
            var status = image.Looks < Slowness ? "Creating" : BadEnds.Remove("image", out var bad) ? bad : "Available";
            return Task.FromResult<CloudImage?>(new CloudImage(imageId, image.Order.Name, status, image.Looks * 10, image.Order.Platform, image.Order.SizesGib[0]));
        }
    }

    public Task<IReadOnlyList<CloudImage>> FindImages(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<CloudImage>>(
                [.. _images.Where(image => Has(image.Value.Order.Tags, tags)).Select(image => new CloudImage(image.Key, image.Value.Order.Name, "Creating", 0, "", 0))]);
        }
    }

    public Task DeleteImage(string region, string imageId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_exports.Values.Any(export => export.Image == imageId && export.End is null))
            {
                throw Busy($"{imageId} is being exported");
            }

            _images.Remove(imageId);
        }

        return Task.CompletedTask;
    }

    public Task<string> ExportImage(string region, string imageId, string bucket, string prefix, CancellationToken cancellation)
    {
        Before?.Invoke("ExportImage");
        lock (_gate)
        {
            if (!_images.ContainsKey(imageId))
            {
                throw CloudErrors.NotFound.With(imageId);
            }

            var known = _exports.FirstOrDefault(export => export.Value.Image == imageId && export.Value.End is null or "Finished").Key;
            if (known is null)
            {
                known = $"t-{_next++}";
                _exports[known] = (imageId, bucket, prefix, 0, null);
                Effects.Add($"ExportImage {imageId}");
            }

            LoseAnswer($"ExportImage {imageId}");
            return Task.FromResult(known);
        }
    }

    public Task<ExportState> ExportState(string region, string taskId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var export = _exports[taskId] with { Looks = _exports[taskId].Looks + 1 };
            var keys = _images.TryGetValue(export.Image, out var image)
                ? image.Order.SnapshotIds.Select((_, index) => $"{export.Prefix}_{export.Image}_{(index == 0 ? "system" : $"data_xvd{(char)('a' + index)}")}.raw.tar.gz").ToList()
                : [];
            if (export.End is null && export.Looks > Slowness)
            {
                export = export with { End = BadEnds.Remove("export", out var bad) ? bad : "Finished" };
                foreach (var key in keys.Where(_ => export.End == "Finished"))
                {
                    _objects[(export.Bucket, key)] = 4096;
                }
            }

            _exports[taskId] = export;
            return Task.FromResult(new ExportState(export.End ?? "Processing", export.Looks * 10, export.End == "Finished" ? keys : [], export.End == "Failed" ? "it failed" : null));
        }
    }

    public Task CancelExport(string region, string taskId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _exports[taskId] = _exports[taskId] with { End = _exports[taskId].End ?? "Deleted" };
        }

        return Task.CompletedTask;
    }

    private CloudSnapshot View(string id)
    {
        var done = _snapshots[id].Looks >= Slowness;
        return new CloudSnapshot(id, _snapshots[id].Disk, done ? BadEnds.Remove("snapshot", out var bad) ? bad : "accomplished" : "progressing", done ? 100 : 50);
    }
}
