using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Tests.Fleet;

internal sealed partial class FakeCloud : ICompute
{
    private readonly Dictionary<string, (RunInstanceRequest Order, int Looks)> _instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CloudDisk Disk, string Instance, IReadOnlyDictionary<string, string> Tags)> _disks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Disk, IReadOnlyDictionary<string, string> Tags, int Looks)> _snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CreateImageRequest Order, int Looks)> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Image, string Bucket, string Prefix, int Looks, string? End)> _exports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Vpc, IReadOnlyDictionary<string, string> Tags)> _groups = new(StringComparer.Ordinal);

    public List<InstanceOffer> Stock { get; } = [new("cn-beijing-a", "ecs.g6.large", 2, 8), new("cn-beijing-b", "ecs.n4.small", 1, 2)];

    public Dictionary<string, IReadOnlyList<int>> OpenPorts { get; } = new(StringComparer.Ordinal);

    /// <summary>Statuses with which things end instead of well, by kind.</summary>
    public Dictionary<string, string> BadEnds { get; } = new(StringComparer.Ordinal);

    public RunInstanceRequest? LastOrder { get; private set; }

    public IReadOnlyList<string> RunningInstances()
    {
        lock (_gate)
        {
            return [.. _instances.Where(instance => instance.Value.Looks >= Slowness).Select(instance => instance.Key)];
        }
    }

    /// <summary>Null once the instance is released.</summary>
    public RunInstanceRequest? OrderOf(string instanceId)
    {
        lock (_gate)
        {
            return _instances.TryGetValue(instanceId, out var instance) ? instance.Order : null;
        }
    }

    /// <summary>What somebody did to instances behind our back.</summary>
    public Func<CloudInstance, CloudInstance>? Meddling { get; set; }

    /// <summary>Somebody releases the instance by hand.</summary>
    public void Vanish(string instanceId)
    {
        lock (_gate)
        {
            RemoveInstance(instanceId);
        }
    }

    public Task<IReadOnlyList<InstanceOffer>> Offers(string region, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<InstanceOffer>>([.. Stock]);

    public Task<IReadOnlyList<string>> Regions(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>(["cn-beijing", "ap-southeast-1"]);

    public Task<IReadOnlyList<CloudImage>> PublicImages(string region, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<CloudImage>>([new("debian_12", "debian_12", "Available", 100, "Debian", 20), new("centos_7", "centos_7", "Available", 100, "CentOS", 20)]);

    public Task<string> RunInstance(RunInstanceRequest request, CancellationToken cancellation)
        => Task.FromResult(Once("RunInstance", request.Token, request, id =>
        {
            LastOrder = request;
            _instances[id] = (request, 0);
            _disks[$"d-{id}-0"] = (new CloudDisk($"d-{id}-0", "system", true, "/dev/xvda", request.SystemDiskGib, "In_use"), id, request.Tags);
            foreach (var (disk, index) in request.DataDisks.Select((disk, index) => (disk, index + 1)))
            {
                _disks[$"d-{id}-{index}"] = (new CloudDisk($"d-{id}-{index}", disk.Name, false, $"/dev/xvd{(char)('a' + index)}", disk.SizeGib, "In_use"), id, request.Tags);
            }

            return id;
        }));

    public Task<CloudInstance?> FindInstance(string region, string instanceId, CancellationToken cancellation)
    {
        Before?.Invoke("FindInstance");
        lock (_gate)
        {
            if (!_instances.TryGetValue(instanceId, out var instance))
            {
                return Task.FromResult<CloudInstance?>(null);
            }

            _instances[instanceId] = instance with { Looks = instance.Looks + 1 };
            return Task.FromResult<CloudInstance?>(View(instanceId, instance.Order, instance.Looks + 1));
        }
    }

    public Task<IReadOnlyList<CloudInstance>> FindInstances(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<CloudInstance>>(
                [.. _instances.Where(instance => Has(instance.Value.Order.Tags, tags)).Select(instance => View(instance.Key, instance.Value.Order, instance.Value.Looks))]);
        }
    }

    public Task DeleteInstance(string region, string instanceId, CancellationToken cancellation)
    {
        Before?.Invoke("DeleteInstance");
        lock (_gate)
        {
            RemoveInstance(instanceId);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CloudDisk>> DisksOf(string region, string instanceId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<CloudDisk>>([.. _disks.Values.Where(disk => disk.Instance == instanceId).Select(disk => disk.Disk)]);
        }
    }

    public Task<IReadOnlyList<CloudDisk>> FindDisks(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<CloudDisk>>([.. _disks.Values.Where(disk => Has(disk.Tags, tags)).Select(disk => disk.Disk)]);
        }
    }

    public Task DeleteDisk(string region, string diskId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _disks.Remove(diskId);
        }

        return Task.CompletedTask;
    }

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

    public Task<string> CreateSecurityGroup(string region, string vpcId, string name, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation)
        => Task.FromResult(Once("CreateSecurityGroup", token, new { vpcId, name }, id =>
        {
            _groups[id] = (vpcId, tags);
            return id;
        }));

    public Task AllowInbound(string region, string securityGroupId, IReadOnlyList<int> tcpPorts, string token, CancellationToken cancellation)
    {
        Once("AllowInbound", token, new { securityGroupId, tcpPorts }, id =>
        {
            OpenPorts[securityGroupId] = tcpPorts;
            return id;
        });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> FindSecurityGroups(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. _groups.Where(group => Has(group.Value.Tags, tags)).Select(group => group.Key)]);
        }
    }

    public Task DeleteSecurityGroup(string region, string securityGroupId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_instances.Values.Any(instance => instance.Order.SecurityGroupId == securityGroupId))
            {
                throw Busy($"{securityGroupId} still has instances");
            }

            _groups.Remove(securityGroupId);
        }

        return Task.CompletedTask;
    }

    private CloudInstance View(string id, RunInstanceRequest order, int looks)
    {
        var instance = new CloudInstance(id, order.Name, looks < Slowness ? "Pending" : "Running", "172.20.1.2", order.PublicMbps > 0 ? "198.51.100.9" : null, "PostPaid", order.Type)
        {
            StartedAt = TestFleet.Start,
        };
        return Meddling?.Invoke(instance) ?? instance;
    }

    private CloudSnapshot View(string id)
    {
        var done = _snapshots[id].Looks >= Slowness;
        return new CloudSnapshot(id, _snapshots[id].Disk, done ? BadEnds.Remove("snapshot", out var bad) ? bad : "accomplished" : "progressing", done ? 100 : 50);
    }

    private void RemoveInstance(string id)
    {
        _instances.Remove(id);
        foreach (var disk in _disks.Where(disk => disk.Value.Instance == id).Select(disk => disk.Key).ToList())
        {
            _disks.Remove(disk);
        }
    }
}
