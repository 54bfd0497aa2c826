using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Kernel;
using FleetMigrator.Receiver.Tools;
using FleetMigrator.Transfer.Protos;
using Google.Protobuf;

namespace FleetMigrator.Receiver.Disks;

/// <summary>
/// Brings the target disks to the planned state and back to rest. Each step looks first at what is there, so that repeating it after
/// a crash, or for a second attempt, costs seconds and destroys nothing.
/// </summary>
internal sealed class TargetDisks(StateFolder state, DeviceFolder devices, FileSystems fileSystems, Toolbox tools)
{
    /// <summary>The plan of the disks that were prepared last, or null.</summary>
    public PrepareDisks? Plan => File.Exists(state.Plan) ? PrepareDisks.Parser.ParseFrom(File.ReadAllBytes(state.Plan)) : null;

    /// <summary>Partitions, formats and mounts.</summary>
    public async Task Prepare(PrepareDisks plan, ICommandFeed feed, CancellationToken cancellation)
    {
        StateFolder.Store(state.Plan, plan.ToByteArray());
        foreach (var disk in plan.Disks)
        {
            var prepared = await Partition(disk, feed, cancellation);
            foreach (var (part, node) in prepared.Parts)
            {
                var volume = part.Volume > 0 ? state.Volume(part.Volume) : null;
                if (volume is not null && Mounts.IsMounted(volume))
                {
                    continue;
                }

                await fileSystems.Ensure(part, node, feed, cancellation);
                if (volume is not null)
                {
                    Mount(part.FileSystem, node, volume);
                    feed.Note($"{node}: mounted as volume {part.Volume}, {part.MountPoint} on the source");
                }
            }
        }
    }

    /// <summary>Makes the nodes of disks that must be as planned already; changes nothing on them.</summary>
    public async Task<IReadOnlyList<PreparedDisk>> Find(IEnumerable<TargetDisk> disks, CancellationToken cancellation)
    {
        var found = new List<PreparedDisk>();
        foreach (var disk in disks)
        {
            var node = await devices.Disk(disk.Device, disk.SizeBytes, cancellation);
            var plan = PartitionTable.Planned(disk);
            var differences = ReadTable(node).DifferencesFrom(plan);
            found.Add(differences.Count == 0
                ? await Nodes(disk, node, plan, cancellation)
                : throw FaultCode.PartitionFailed.With($"{disk.Device} is not as prepared: {string.Join("; ", differences)}"));
        }

        return found;
    }

    /// <summary>Mounts the volumes of disks that were prepared before, for instance by a receiver that has died.</summary>
    public async Task Remount(CancellationToken cancellation)
    {
        foreach (var (part, node) in (await Find(Plan?.Disks ?? [], cancellation)).SelectMany(disk => disk.Parts))
        {
            if (part.Volume > 0 && !Mounts.IsMounted(state.Volume(part.Volume)))
            {
                Mount(part.FileSystem, node, state.Volume(part.Volume));
            }
        }
    }

    /// <summary>Unmounts, checks, flushes and lets go, so that a snapshot of the disks holds everything.</summary>
    public async Task Release(ICommandFeed feed, CancellationToken cancellation)
    {
        if (Plan is not { } plan)
        {
            feed.Note("no disks are prepared");
            return;
        }

        Unmount();
        foreach (var disk in await Find(plan.Disks, cancellation))
        {
            foreach (var (part, node) in disk.Parts)
            {
                await fileSystems.Check(part.FileSystem, node, cancellation);
                FlushNode(node);
                if (part.FileSystem.Length > 0 && part.FileSystem != "swap")
                {
                    feed.Note($"{node}: {part.FileSystem} checked, no damage");
                }
            }

            Libc.FlushAll();
            FlushNode(disk.Node.Path);
            devices.Forget(disk.Node);
            RequireFree(disk.Node);
            feed.Note($"{disk.Plan.Device}: unmounted and flushed, nothing holds it");
        }
    }

    public static void Mount(string type, string node, string target)
    {
        Directory.CreateDirectory(target);
        try
        {
            // Device nodes and set-uid programs of the source must not work here, and reading must not write.
            Mounts.Add(node, target, type, Mounts.NoTimes | Mounts.NoDevices | Mounts.NoSuid, type == "xfs" ? "nouuid" : null);
        }
        catch (IOException e)
        {
            throw FaultCode.MountFailed.With(e.Message, e);
        }
    }

    /// <summary>Unmounts the boot repair's tree and all volumes.</summary>
    public void Unmount()
    {
        try
        {
            Mounts.RemoveTree(state.Tree);
            Mounts.RemoveTree(state.Volumes);
        }
        catch (IOException e)
        {
            throw FaultCode.DisksBusy.With(e.Message, e);
        }
    }

    private async Task<PreparedDisk> Partition(TargetDisk disk, ICommandFeed feed, CancellationToken cancellation)
    {
        var node = await devices.Disk(disk.Device, disk.SizeBytes, cancellation);
        var plan = PartitionTable.Planned(disk);
        var differences = ReadTable(node).DifferencesFrom(plan);
        if (differences.Count == 0)
        {
            feed.Note($"{disk.Device}: partition table {plan.Kind} {plan.Id} is there already");
            return await Nodes(disk, node, plan, cancellation);
        }

        if (plan.Kind == "none" && ReadTable(node).Kind == "none")
        {
            return await Nodes(disk, node, plan, cancellation);
        }

        Unmount();
        devices.Forget(node);
        RequireFree(node);
        await tools.Must(FaultCode.PartitionFailed, new ToolCall("wipefs", "--all", "--force", node.Path), cancellation);
        foreach (var call in plan.Kind == "none" ? [] : PartitionTableWriter.Calls(plan, node.Path, node.SectorBytes))
        {
            await tools.Must(FaultCode.PartitionFailed, call, cancellation);
        }

        FlushNode(node.Path);
        var left = ReadTable(node).DifferencesFrom(plan);
        if (left.Count > 0)
        {
            throw FaultCode.PartitionFailed.With($"{disk.Device} after writing: {string.Join("; ", left)}");
        }

        feed.Note($"{disk.Device}: wrote partition table {plan.Kind} {plan.Id} with {plan.Entries.Count} partitions");
        return await Nodes(disk, node, plan, cancellation);
    }

    private async Task<PreparedDisk> Nodes(TargetDisk disk, DiskNode node, PartitionTable plan, CancellationToken cancellation)
    {
        var nodes = plan.Kind == "none"
            ? new Dictionary<int, string> { [0] = node.Path }
            : await devices.Partitions(node, plan, cancellation);
        return new PreparedDisk(disk, node, nodes);
    }

    private static PartitionTable ReadTable(DiskNode node)
    {
        using var stream = new FileStream(node.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return PartitionTableReader.Read(stream, node.SectorBytes);
    }

    private static void FlushNode(string node)
    {
        using var opened = BlockDevice.Open(node);
        opened.Flush();
    }

    private static void RequireFree(DiskNode disk)
    {
        var (opened, error) = BlockDevice.TryOpen(disk.Path, exclusive: true);
        opened?.Dispose();
        if (opened is null)
        {
            var holders = Mounts.All().Where(mount => mount.Device == disk.Number).Select(mount => mount.Target);
            throw FaultCode.DisksBusy.With($"{disk.Name} is held (error {error}), mounted at: {string.Join(", ", holders)}");
        }
    }
}
