using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Jobs.Layout;

/// <summary>What a request may ask of disks and mount targets, checked against the inventory.</summary>
internal static class LayoutRules
{
    /// <summary>The agent can bring files into partitions of another size or order.</summary>
    public const string EditLayout = "layout-edit";

    /// <summary>The agent can copy partitions as blocks.</summary>
    public const string CopyBlocks = "block-replication";

    /// <summary>The agent can describe a target on LVM.</summary>
    public const string BuildLvm = "lvm-layout";

    /// <summary>The agent can send what has changed since the run before into a copy that was made to boot.</summary>
    public const string SendChanges = "incremental-sync";

    private const int LeastSystemGib = 20;
    private const int MostSystemGib = 2048;
    private const int MostDataGib = 32768;
    private const int MostDataDisks = 16;
    private const int MostMounts = 32;

    /// <summary>Every fault of the edits; where there is none, the partitions can be placed.</summary>
    public static IEnumerable<Fault> Check(Inventory inventory, IReadOnlyList<DiskEdit> edits)
    {
        var disks = LayoutPlanner.Numbered(inventory);
        var pieces = disks.SelectMany((disk, index) => disk.Partitions.Select(partition => new Piece(partition, index, partition.SizeBytes)))
            .Where(piece => piece.MountPoint.Length > 0).ToDictionary(piece => piece.MountPoint, StringComparer.Ordinal);
        return edits.SelectMany((edit, at) => Disk(edit, at, edits, disks).Concat(Mounts(edit, at, edits, pieces)).Concat(Space(edit, at, edits, pieces)));
    }

    /// <summary>What the agent would have to be able to do, and isn't.</summary>
    public static IEnumerable<Fault> Abilities(IReadOnlyList<DiskEdit> edits, bool isEdited, IReadOnlyList<string> abilities)
    {
        var asked = edits.Any(edit => edit.Mounts is not null);
        for (var at = 0; at < edits.Count; at++)
        {
            if (edits[at].Mounts is not null && !abilities.Contains(EditLayout, StringComparer.Ordinal))
            {
                yield return JobErrors.CapabilityMissing.Fault($"changing partitions needs {EditLayout}") with { Field = $"disks[{at}].mounts" };
            }

            if (edits[at].Lvm && !abilities.Contains(BuildLvm, StringComparer.Ordinal))
            {
                yield return JobErrors.CapabilityMissing.Fault($"a disk on LVM needs {BuildLvm}") with { Field = $"disks[{at}].lvm" };
            }

            if (edits[at].Mounts?.Any(mount => mount.Method == ReplicationMethod.Block) == true && !abilities.Contains(CopyBlocks, StringComparer.Ordinal))
            {
                yield return JobErrors.CapabilityMissing.Fault($"copying by block needs {CopyBlocks}") with { Field = $"disks[{at}].mounts" };
            }
        }

        if (isEdited && !asked && !abilities.Contains(EditLayout, StringComparer.Ordinal))
        {
            yield return JobErrors.CapabilityMissing.Fault($"the partitions do not fit as they are, and changing them needs {EditLayout}") with { Field = "disks" };
        }
    }

    /// <summary>The field of a request that sizes this disk.</summary>
    public static string FieldOf(IReadOnlyList<DiskEdit> edits, int index)
        => edits.Select((edit, at) => (edit, at)).Where(each => each.edit.Index == index).Select(each => $"disks[{each.at}]").FirstOrDefault("disks");

    private static IEnumerable<Fault> Disk(DiskEdit edit, int at, IReadOnlyList<DiskEdit> edits, IReadOnlyList<Disk> disks)
    {
        if (edit.Index is < 0 or > MostDataDisks || edit.Index >= disks.Count)
        {
            yield return JobErrors.UnknownDisk.Fault($"disk {edit.Index}; the server has {disks.Count}") with { Field = $"disks[{at}].index" };
        }

        if (edits.Take(at).Any(other => other.Index == edit.Index))
        {
            yield return JobErrors.NamedTwice.Fault($"disk {edit.Index}") with { Field = $"disks[{at}].index" };
        }

        var (least, most) = edit.Index == 0 ? (LeastSystemGib, MostSystemGib) : (1, MostDataGib);
        if (edit.SizeGib is { } size && (size < least || size > most))
        {
            yield return JobErrors.FieldOutOfRange.Fault($"disk {edit.Index} is to have {size} GiB; {least} to {most} is allowed") with { Field = $"disks[{at}].sizeGib" };
        }

        if (edit.Mounts?.Count > MostMounts)
        {
            yield return JobErrors.FieldOutOfRange.Fault($"disk {edit.Index} lists {edit.Mounts.Count} mount targets; at most {MostMounts} are allowed") with { Field = $"disks[{at}].mounts" };
        }
    }

    private static IEnumerable<Fault> Mounts(DiskEdit edit, int at, IReadOnlyList<DiskEdit> edits, Dictionary<string, Piece> pieces)
    {
        var before = edits.Take(at).SelectMany(other => other.Mounts ?? []).Select(mount => mount.MountPoint).ToHashSet(StringComparer.Ordinal);
        foreach (var (mount, number) in (edit.Mounts ?? []).Select((mount, number) => (mount, number)))
        {
            var field = $"disks[{at}].mounts[{number}]";
            if (!before.Add(mount.MountPoint))
            {
                yield return JobErrors.NamedTwice.Fault(mount.MountPoint) with { Field = $"{field}.mountPoint" };
            }

            if (!pieces.TryGetValue(mount.MountPoint, out var piece))
            {
                yield return JobErrors.BadMountTarget.Fault($"the server has no mount target {mount.MountPoint} that can be copied") with { Field = $"{field}.mountPoint" };
                continue;
            }

            if (!piece.IsMovable && (piece.Origin != edit.Index || !mount.Migrate))
            {
                yield return JobErrors.BadMountTarget.Fault($"{mount.MountPoint} belongs to boot and system and stays on its disk") with { Field = field };
            }

            if (mount.SizeBytes is not { } size)
            {
                continue;
            }

            if (size <= piece.Partition.FileSystem!.UsedBytes)
            {
                yield return JobErrors.BelowUsedSpace.Fault($"{mount.MountPoint} uses {piece.Partition.FileSystem.UsedBytes} bytes, {size} are planned") with { Field = $"{field}.sizeBytes" };
            }

            if (mount.Method == ReplicationMethod.Block && size != piece.Partition.SizeBytes)
            {
                yield return JobErrors.BadMountTarget.Fault($"{mount.MountPoint} cannot be copied by block into another size") with { Field = $"{field}.method" };
            }
        }
    }

    private static IEnumerable<Fault> Space(DiskEdit edit, int at, IReadOnlyList<DiskEdit> edits, Dictionary<string, Piece> pieces)
    {
        if (edit.SizeGib is not { } size)
        {
            yield break;
        }

        var elsewhere = edits.SelectMany(other => (other.Mounts ?? []).Where(mount => other.Index != edit.Index || !mount.Migrate)).Select(mount => mount.MountPoint);
        var here = (edit.Mounts ?? []).Where(mount => mount.Migrate).Select(mount => mount.MountPoint);
        var used = pieces.Values.Where(piece => piece.Origin == edit.Index).Select(piece => piece.MountPoint).Except(elsewhere, StringComparer.Ordinal)
            .Union(here, StringComparer.Ordinal).Where(pieces.ContainsKey).Sum(mount => pieces[mount].Partition.FileSystem!.UsedBytes);
        if (size * TargetPlanner.Gib <= used)
        {
            yield return JobErrors.BelowUsedSpace.Fault($"disk {edit.Index} is to have {size} GiB; its mount targets use {used} bytes") with { Field = $"disks[{at}].sizeGib" };
        }
    }
}
