using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Dashboard.Jobs;

/// <summary>A disk of the image while a person changes it.</summary>
public sealed class DiskDraft
{
    private const long Gib = 1L << 30;

    private DiskDraft(int index, Disk disk)
    {
        (Index, Name, OriginalGib) = (index, disk.Name, (int)((disk.SizeBytes + Gib - 1) / Gib));
        SizeGib = OriginalGib;
        Mounts = [.. disk.Partitions.Where(part => part.FileSystem is { MountPoint.Length: > 0 }).Select(part => new MountDraft(part))];
    }

    /// <summary>0 is the system disk.</summary>
    public int Index { get; }

    /// <summary>Name on the source.</summary>
    public string Name { get; }

    /// <summary>GiB on the source.</summary>
    public int OriginalGib { get; }

    /// <summary>GiB in the image.</summary>
    public int SizeGib { get; set; }

    /// <summary>One volume group with a logical volume for each mount target.</summary>
    public bool Lvm { get; set; }

    /// <summary>Its mount targets, in their order.</summary>
    public List<MountDraft> Mounts { get; }

    /// <summary>The disks of a server as they are: system disk first.</summary>
    public static List<DiskDraft> Of(Inventory inventory)
    {
        IEnumerable<Disk> disks = [.. inventory.Disks.Where(disk => disk.IsSystem).Take(1), .. inventory.Disks.Where(disk => !disk.IsSystem)];
        return [.. disks.Select((disk, index) => new DiskDraft(index, disk))];
    }

    /// <summary>What differs from the source; empty for the same layout.</summary>
    /// <param name="drafts">All disks.</param>
    /// <param name="inventory">The source.</param>
    public static IReadOnlyList<DiskEdit> Edits(IReadOnlyList<DiskDraft> drafts, Inventory inventory)
    {
        var original = Of(inventory);
        return
        [
            .. drafts.Select(draft => new DiskEdit(draft.Index)
            {
                SizeGib = draft.SizeGib == draft.OriginalGib ? null : draft.SizeGib,
                Lvm = draft.Lvm,
                Mounts = draft.Mounts.TrueForAll(mount => mount.IsAsSource) && draft.Mounts.Select(mount => mount.MountPoint).SequenceEqual(original[draft.Index].Mounts.Select(mount => mount.MountPoint), StringComparer.Ordinal)
                    ? null
                    : [.. draft.Mounts.Select(mount => mount.ToEdit())],
            }).Where(edit => edit.SizeGib is not null || edit.Lvm || edit.Mounts is not null),
        ];
    }
}
