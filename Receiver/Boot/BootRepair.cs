using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Kernel;
using FleetMigrator.Receiver.Tools;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Boot;

/// <summary>
/// Makes a replica start on the edge node. It first undoes what an earlier attempt did, so it always begins with the pristine
/// replica; it says every file that it or a program of the target changed.
/// </summary>
internal sealed class BootRepair(StateFolder state, TargetDisks disks, Toolbox tools)
{
    public async Task Run(RepairBoot plan, ICommandFeed feed, CancellationToken cancellation)
    {
        await disks.Remount(cancellation);
        var undo = new UndoJournal(state.Undo, tools);
        var (scene, tree) = await Assemble(plan.Disks, plan.LeftOut, undo, feed, cancellation);
        try
        {
            foreach (var path in await undo.Undo(cancellation))
            {
                feed.Note($"undone from an earlier attempt: {TargetPath.Inside(state.Tree, path)}");
            }

            var began = Path.Combine(state.Root, "repair-began");
            StateFolder.Store(began, []);
            await FstabRepair.Run(scene, cancellation);
            await IdentityRepair.Run(scene, cancellation);
            await InitramfsRepair.Run(scene, cancellation);
            await GrubRepair.Run(scene, cancellation);
            StaticChecks.Run(scene);
            await ListChanges(began, feed, cancellation);
        }
        finally
        {
            Libc.FlushAll();
            tree.Take();
        }
    }

    /// <summary>Restores what the last repair changed, before more data arrives. Does nothing when there was none.</summary>
    public async Task Undo(ICommandFeed feed, CancellationToken cancellation)
    {
        var undo = new UndoJournal(state.Undo, tools);
        if (undo.IsEmpty || disks.Plan is not { } plan)
        {
            return;
        }

        var (_, tree) = await Assemble(plan.Disks, [], undo, feed, cancellation);
        try
        {
            foreach (var path in await undo.Undo(cancellation))
            {
                feed.Note($"undone: {TargetPath.Inside(state.Tree, path)}");
            }
        }
        finally
        {
            Libc.FlushAll();
            tree.Take();
        }
    }

    private async Task<(RepairScene Scene, TargetTree Tree)> Assemble(
        IReadOnlyList<TargetDisk> plan, IReadOnlyList<string> leftOut, UndoJournal undo, ICommandFeed feed, CancellationToken cancellation)
    {
        var found = await disks.Find(plan, cancellation);
        var system = found.FirstOrDefault(disk => disk.Plan.System) ?? (found.Count > 0 ? found[0] : null)
            ?? throw FaultCode.DiskMissing.With("the plan names no disk");
        var partitions = found.SelectMany(disk => disk.Parts.Select(pair => new KnownPartition(
            disk.Plan.Index, pair.Part.Number, pair.Part.FileSystem, pair.Part.Uuid, pair.Part.Label, PartitionId(disk.Plan, pair.Part),
            pair.Part.Name, pair.Part.MountPoint, pair.Node))).ToList();
        var tree = new TargetTree(state.Tree);
        tree.Assemble(found, partitions);
        return (new RepairScene(state.Tree, system, partitions, leftOut, undo, new TargetShell(state.Tree, tools), feed), tree);
    }

    // MBR partitions have no id of their own: Linux makes one of the disk's signature and the number.
    private static string PartitionId(TargetDisk disk, TargetPartition part)
        => disk.Table == "dos" ? $"{PartitionTable.Planned(disk).Id}-{part.Number:x2}" : part.Id.ToLowerInvariant();

    // The volumes are mounted bare, so nothing of this machine and no temporary file shows up here.
    private async Task ListChanges(string began, ICommandFeed feed, CancellationToken cancellation)
    {
        foreach (var part in (disks.Plan?.Disks ?? []).SelectMany(disk => disk.Partitions).Where(part => part.Volume > 0))
        {
            var result = await tools.Must(FaultCode.ToolFailed,
                new ToolCall("find", state.Volume(part.Volume), "-xdev", "-cnewer", began, "-printf", "%P\\n"), cancellation);
            var prefix = part.MountPoint == "/" ? "/" : part.MountPoint + "/";
            var paths = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(path => prefix + path);
            foreach (var line in ChangeList.Of(paths))
            {
                feed.Note(line);
            }
        }
    }
}
