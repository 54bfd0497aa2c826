using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Edge;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Oss;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>Empties the region: all that callers made is gone, what it had at its first start is there again.</summary>
internal sealed class RegionReset(
    RegionState state, Work work, IInstanceHost host, EdgeMachines edge, ByteStore bytes, CallLog log, FaultPlan faults, RegionOptions options, TimeProvider clock)
{
    private static readonly string[] Folders = ["disks", "snapshots", "exports", "edge-instances", "edge"];

    public async Task Run()
    {
        faults.Replace([]);
        foreach (var task in state.Read(() => state.Exports.Ids.Concat(state.EdgeImages.Ids).Concat(state.EdgeInstances.Ids).ToList()))
        {
            work.Cancel(task);
        }

        await work.Idle();
        var (instances, switches, disks) = state.Read(() => (state.Instances.All.ToList(), state.VSwitches.All.ToList(), state.Disks.All.ToList()));
        foreach (var instance in instances)
        {
            var files = disks.Where(disk => disk.InstanceId == instance.Id && !disk.System).Select(disk => DataFolders.Disk(options.Data, disk.Id)).ToList();
            await host.Stop(instance.Id, files, force: true, CancellationToken.None);
            await host.RemoveRoot(instance.Id, CancellationToken.None);
        }

        await edge.StopAll();
        foreach (var item in switches)
        {
            await host.Close(item.Id, CancellationToken.None);
        }

        state.Write(Clear);
        foreach (var folder in Folders.Select(name => Path.Combine(options.Data, name)).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        bytes.KeepOnly(new HashSet<string>());
        log.Clear();
        SeedBuckets.Make(state, options, clock);
    }

    private void Clear(Change change)
    {
        foreach (var documents in state.Everything)
        {
            foreach (var id in documents.Ids)
            {
                change.Delete(documents, id);
            }
        }
    }
}
