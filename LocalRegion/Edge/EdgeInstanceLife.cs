using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Machines;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>What happens to edge instances between the calls: they start, stop, end by themselves and go away.</summary>
internal sealed partial class EdgeInstanceLife(RegionState state, Work work, EdgeMachines machines, ILogger<EdgeInstanceLife> logger) : IPreparable, IResumable
{
    /// <summary>A region's stop is a power cut for its edge instances: all are found stopped, with their disks, and can be started.</summary>
    public async Task Prepare()
    {
        await machines.CleanUp(state.Read(() => state.EdgeInstances.Ids.ToHashSet(StringComparer.Ordinal)));
        state.Write(change =>
        {
            foreach (var instance in state.EdgeInstances.All.Where(instance => instance.Status != EdgeInstanceStatus.Releasing))
            {
                change.Put(state.EdgeInstances, instance with { Status = EdgeInstanceStatus.Stopped });
            }
        });
    }

    public void Resume()
    {
        foreach (var instance in state.EdgeInstances.All.Where(instance => instance.Status == EdgeInstanceStatus.Releasing))
        {
            QueueRelease(instance.Id);
        }
    }

    public void QueueStart(string id) => work.Start(id, cancellation => Start(id, cancellation));

    public void QueueStop(string id, bool force) => work.Start(id, cancellation => Stop(id, force, EdgeInstanceStatus.Stopped, cancellation));

    public void QueueReboot(string id, bool force) => work.Start(id, async cancellation =>
    {
        await Stop(id, force, EdgeInstanceStatus.Starting, cancellation);
        await Start(id, cancellation);
    });

    public void QueueRelease(string id) => work.Start(id, async cancellation =>
    {
        await machines.Stop(id, force: true, cancellation);
        machines.Remove(id);
        state.Write(change =>
        {
            if (state.EdgeInstances.Find(id) is not null)
            {
                change.Delete(state.EdgeInstances, id);
            }
        });
    });

    private async Task Start(string id, CancellationToken cancellation)
    {
        if (state.Read(() => state.EdgeInstances.Find(id)) is not { Status: EdgeInstanceStatus.Starting } instance)
        {
            return; // Released meanwhile; that is queued behind this work.
        }

        try
        {
            await machines.Start(instance, () => QueueEnded(id), cancellation);
            Move(id, EdgeInstanceStatus.Starting, EdgeInstanceStatus.Running);
        }
        catch (MachineException problem)
        {
            LogStartFailed(id, problem);
            Move(id, EdgeInstanceStatus.Starting, EdgeInstanceStatus.Stopped, problem.Message);
        }
    }

    private async Task Stop(string id, bool force, EdgeInstanceStatus next, CancellationToken cancellation)
    {
        await machines.Stop(id, force, cancellation);
        Move(id, EdgeInstanceStatus.Stopping, next);
    }

    private void QueueEnded(string id) => work.Start(id, _ =>
    {
        Move(id, EdgeInstanceStatus.Running, EdgeInstanceStatus.Stopped);
        return Task.CompletedTask;
    });

    private void Move(string id, EdgeInstanceStatus from, EdgeInstanceStatus to, string? failure = null) => state.Write(change =>
    {
        if (state.EdgeInstances.Find(id) is { } instance && instance.Status == from)
        {
            change.Put(state.EdgeInstances, instance with { Status = to, Failure = failure });
        }
    });

    [LoggerMessage(4863, LogLevel.Error, "Edge instance {Id} could not be started")]
    private partial void LogStartFailed(string id, Exception problem);
}
