using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Jobs.Layout;

/// <summary>Places the partitions of the image: where a request wants them, and elsewhere when they don't fit there.</summary>
internal static class LayoutPlanner
{
    private const int MostMbrPartitions = 4;
    private const int MostPartitions = 32;

    /// <summary>The disks of the image. Without edits they are the source's.</summary>
    public static Arrangement Of(Inventory inventory, IReadOnlyList<DiskEdit> edits)
    {
        if (edits.Count == 0)
        {
            return new Arrangement(inventory.Disks, [], [], IsEdited: false);
        }

        if (LayoutRules.Check(inventory, edits).ToList() is { Count: > 0 } faults)
        {
            return new Arrangement(inventory.Disks, [], faults, edits.Any(edit => edit.Mounts is not null));
        }

        var drafts = Drafts(Numbered(inventory), edits);
        List<string> changes = [.. Left(edits)];
        for (var full = drafts.FindIndex(draft => draft.Room < 0); full >= 0; full = drafts.FindIndex(draft => draft.Room < 0))
        {
            if (!Unload(drafts, full, changes))
            {
                break;
            }
        }

        var unfit = drafts.SelectMany(draft => Unfit(draft, edits)).ToList();
        var disks = unfit.Count > 0 ? inventory.Disks : [.. drafts.Select(draft => draft.Build())];
        changes.AddRange(Sizes(drafts));
        return new Arrangement(disks, changes, unfit, drafts.Exists(draft => !draft.IsAsSource));
    }

    /// <summary>The disks by number: system disk first, then the data disks in the order of the inventory.</summary>
    public static IReadOnlyList<Disk> Numbered(Inventory inventory)
        => [.. inventory.Disks.Where(disk => disk.IsSystem).Take(1), .. inventory.Disks.Where(disk => !disk.IsSystem)];

    private static List<Draft> Drafts(IReadOnlyList<Disk> disks, IReadOnlyList<DiskEdit> edits)
    {
        var wanted = edits.SelectMany(edit => (edit.Mounts ?? []).Select(mount => (edit.Index, Mount: mount)))
            .ToDictionary(each => each.Mount.MountPoint, each => each, StringComparer.Ordinal);
        var pieces = disks.SelectMany((disk, index) => disk.Partitions.Select(partition => new Piece(partition, index, partition.SizeBytes)))
            .Where(piece => !wanted.TryGetValue(piece.MountPoint, out var edit) || edit.Mount.Migrate)
            .Select(piece => wanted.TryGetValue(piece.MountPoint, out var edit) && edit.Mount.SizeBytes is { } size ? piece with { SizeBytes = size } : piece)
            .ToList();
        return
        [
            .. disks.Select((disk, index) =>
            {
                var edit = edits.FirstOrDefault(each => each.Index == index);
                var mine = pieces.Where(piece => (wanted.TryGetValue(piece.MountPoint, out var there) ? there.Index : piece.Origin) == index);
                return new Draft(index, disk, edit?.SizeGib * TargetPlanner.Gib ?? disk.SizeBytes, Ordered(mine, edit));
            }),
        ];
    }

    /// <summary>In the order of the edit. Boot and system keep their places, and so does everything that the edit doesn't move.</summary>
    private static IReadOnlyList<Piece> Ordered(IEnumerable<Piece> pieces, DiskEdit? edit)
    {
        var order = (edit?.Mounts ?? []).Select((mount, place) => (mount.MountPoint, place)).ToDictionary(each => each.MountPoint, each => each.place, StringComparer.Ordinal);
        var all = pieces.ToList();
        var listed = new Queue<Piece>(all.Where(piece => piece.IsMovable && order.ContainsKey(piece.MountPoint)).OrderBy(piece => order[piece.MountPoint]));
        return [.. all.Select(piece => piece.IsMovable && order.ContainsKey(piece.MountPoint) ? listed.Dequeue() : piece)];
    }

    /// <summary>Moves one mount target from a disk that is too small to one that has room; false when there is none.</summary>
    private static bool Unload(List<Draft> drafts, int full, List<string> changes)
    {
        var crowded = drafts[full];
        // One that makes enough room is better than several; of those the smallest, which is copied soonest.
        var candidates = crowded.Pieces.Where(piece => piece.IsMovable)
            .OrderByDescending(piece => piece.SizeBytes >= -crowded.Room).ThenBy(piece => piece.SizeBytes >= -crowded.Room ? piece.SizeBytes : -piece.SizeBytes);
        foreach (var piece in candidates)
        {
            var to = drafts.FindIndex(draft => draft.Index != full && (draft with { Pieces = [.. draft.Pieces, piece] }).Room >= 0);
            if (to >= 0)
            {
                drafts[full] = crowded with { Pieces = [.. crowded.Pieces.Where(each => each != piece)] };
                drafts[to] = drafts[to] with { Pieces = [.. drafts[to].Pieces, piece] };
                changes.Add($"{piece.MountPoint} goes to disk {drafts[to].Source.Name}, because {crowded.Source.Name} has no room for it.");
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Fault> Unfit(Draft draft, IReadOnlyList<DiskEdit> edits)
    {
        var field = LayoutRules.FieldOf(edits, draft.Index);
        if (draft.Room < 0)
        {
            var cause = $"the partitions of {draft.Source.Name} need {Gib(draft.Needed)} GiB, the disk has {Gib(draft.SizeBytes)} GiB, and no other disk has room for a mount target of it";
            yield return JobErrors.LayoutDoesNotFit.Fault(cause) with { Field = field };
        }

        var most = draft.Source.Table == "dos" ? MostMbrPartitions : MostPartitions;
        if (!draft.IsAsSource && draft.Pieces.Count > most)
        {
            yield return JobErrors.LayoutDoesNotFit.Fault($"{draft.Source.Name} gets {draft.Pieces.Count} partitions; its table holds {most}") with { Field = field };
        }
    }

    private static IEnumerable<string> Left(IReadOnlyList<DiskEdit> edits) => MigrationPlan.LeftOut(edits).Select(mount => $"{mount} is left out.");

    private static IEnumerable<string> Sizes(List<Draft> drafts)
        => drafts.SelectMany(draft => draft.Pieces).Where(piece => piece.SizeBytes != piece.Partition.SizeBytes)
            .Select(piece => $"{piece.MountPoint} gets {Gib(piece.SizeBytes)} GiB instead of {Gib(piece.Partition.SizeBytes)} GiB.");

    private static string Gib(long bytes) => $"{(double)bytes / TargetPlanner.Gib:0.##}";
}
