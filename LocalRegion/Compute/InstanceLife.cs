using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>What happens to instances between the calls: their disks are made, they start, stop and go away.</summary>
internal sealed partial class InstanceLife(
    RegionState state,
    Work work,
    IInstanceHost host,
    SecurityGroupRules rules,
    InstanceMetadata metadata,
    DiskFiles files,
    RegionOptions options,
    TimeProvider clock,
    ILogger<InstanceLife> logger) : IResumable
{
    public void Resume()
    {
        foreach (var instance in state.Instances.All)
        {
            switch (instance.Status)
            {
                // One that ran is adopted if it still runs, otherwise its machine is started again with the same root and disks.
                case InstanceStatus.Pending or InstanceStatus.Starting or InstanceStatus.Running:
                    QueueStart(instance.Id);
                    break;
                case InstanceStatus.Stopping:
                    QueueStop(instance.Id, force: false);
                    break;
                case InstanceStatus.Releasing:
                    QueueRelease(instance.Id);
                    break;
            }
        }
    }

    public void QueueStart(string id) => work.Start(id, cancellation => Start(id, cancellation));

    public void QueueStop(string id, bool force) => work.Start(id, cancellation => Stop(id, force, cancellation));

    public void QueueRelease(string id) => work.Start(id, cancellation => Release(id, cancellation));

    private async Task Start(string id, CancellationToken cancellation)
    {
        if (state.Read(() => state.Instances.Find(id)) is not { Status: InstanceStatus.Pending or InstanceStatus.Starting or InstanceStatus.Running } instance)
        {
            return;
        }

        var fresh = instance.Status == InstanceStatus.Pending;
        try
        {
            host.RequireOffered();
            foreach (var disk in DataDisks(id))
            {
                files.Make(disk, cancellation);
            }

            if (fresh)
            {
                Move(id, InstanceStatus.Pending, InstanceStatus.Starting);
            }

            var attached = DataDisks(id).ConvertAll(disk => (DeviceNames.InGuest(disk.Device!), DataFolders.Disk(options.Data, disk.Id)));
            await host.Start(instance, attached, state.Read(() => rules.Of(instance)), request => metadata.Answer(id, request), () => QueueEnded(id), cancellation);
            Started(id);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogStartFailed(id, problem);
            await GiveUp(id, fresh, cancellation);
        }
    }

    private void Started(string id) => state.Write(change =>
    {
        if (state.Instances.Find(id) is not { Status: InstanceStatus.Starting or InstanceStatus.Running } instance)
        {
            return; // Deleted meanwhile; the release is queued behind this work.
        }

        var now = clock.GetUtcNow();
        change.Put(state.Instances, instance with { Status = InstanceStatus.Running, Started = now });
        foreach (var disk in state.Disks.All.Where(disk => disk.InstanceId == id))
        {
            change.Put(state.Disks, disk with { Status = DiskStatus.InUse, EverAttached = true, Attached = disk.Attached ?? now });
        }
    });

    // As in the cloud: an instance that could not be allocated disappears; one that ran before is found stopped.
    private async Task GiveUp(string id, bool fresh, CancellationToken cancellation)
    {
        await host.Stop(id, FilesOf(id), force: true, cancellation);
        if (fresh)
        {
            state.Write(change =>
            {
                if (state.Instances.Find(id) is { } instance)
                {
                    change.Put(state.Instances, instance with { Status = InstanceStatus.Releasing });
                }
            });
            await Release(id, cancellation);
        }
        else
        {
            state.Write(change =>
            {
                if (state.Instances.Find(id) is { Status: not InstanceStatus.Releasing } instance)
                {
                    change.Put(state.Instances, instance with { Status = InstanceStatus.Stopped });
                }
            });
        }
    }

    private async Task Stop(string id, bool force, CancellationToken cancellation)
    {
        await host.Stop(id, FilesOf(id), force, cancellation);
        Move(id, InstanceStatus.Stopping, InstanceStatus.Stopped);
    }

    private void QueueEnded(string id) => work.Start(id, async cancellation =>
    {
        if (state.Read(() => state.Instances.Find(id)) is { Status: InstanceStatus.Running })
        {
            LogEnded(id);
            await host.Stop(id, FilesOf(id), force: true, cancellation);
            Move(id, InstanceStatus.Running, InstanceStatus.Stopped);
        }
    });

    private async Task Release(string id, CancellationToken cancellation)
    {
        await host.Stop(id, FilesOf(id), force: true, cancellation);
        await host.RemoveRoot(id, cancellation);
        state.Write(change =>
        {
            if (state.Instances.Find(id) is not { } instance)
            {
                return;
            }

            foreach (var disk in state.Disks.All.Where(disk => disk.InstanceId == id))
            {
                if (disk.DeleteWithInstance)
                {
                    change.Delete(state.Disks, disk.Id);
                    change.Then(() => files.QueueRemoval(disk.Id));
                }
                else
                {
                    change.Put(state.Disks, disk with { Status = DiskStatus.Available, InstanceId = null, Device = null, Attached = null });
                }
            }

            change.Delete(state.Instances, instance.Id);
        });
    }

    private void Move(string id, InstanceStatus from, InstanceStatus to) => state.Write(change =>
    {
        if (state.Instances.Find(id) is { } instance && instance.Status == from)
        {
            change.Put(state.Instances, instance with { Status = to });
        }
    });

    private List<Disk> DataDisks(string id) => state.Read(() => state.Disks.All
        .Where(disk => disk.InstanceId == id && !disk.System)
        .OrderBy(disk => disk.Device, StringComparer.Ordinal)
        .ToList());

    private List<string> FilesOf(string id) => DataDisks(id).ConvertAll(disk => DataFolders.Disk(options.Data, disk.Id));

    [LoggerMessage(4821, LogLevel.Error, "Instance {Id} could not be started")]
    private partial void LogStartFailed(string id, Exception problem);

    [LoggerMessage(4822, LogLevel.Warning, "Instance {Id} ended by itself")]
    private partial void LogEnded(string id);
}
