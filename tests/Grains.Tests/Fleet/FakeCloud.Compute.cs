using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Grains.Tests.Fleet;

internal sealed partial class FakeCloud : ICompute
{
    private readonly Dictionary<string, (RunInstanceRequest Order, int Looks)> _instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CloudDisk Disk, string Instance, IReadOnlyDictionary<string, string> Tags)> _disks = new(StringComparer.Ordinal);

    public List<InstanceOffer> Stock { get; } = [new("cn-beijing-a", "ecs.g6.large", 2, 8), new("cn-beijing-b", "ecs.n4.small", 1, 2)];

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

    private CloudInstance View(string id, RunInstanceRequest order, int looks)
    {
        var instance = new CloudInstance(id, order.Name, looks < Slowness ? "Pending" : "Running", "172.20.1.2", order.PublicMbps > 0 ? "198.51.100.9" : null, "PostPaid", order.Type)
        {
            StartedAt = TestFleet.Start,
        };
        return Meddling?.Invoke(instance) ?? instance;
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
