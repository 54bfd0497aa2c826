namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>How a disk of the image differs from the source's.</summary>
/// <param name="Index">0 is the system disk; data disks count from 1 in the order of the inventory.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.disk-edit")]
public sealed record DiskEdit(int Index)
{
    /// <summary>System disk 20 to 2,048 GiB, data disk 1 to 32,768 GiB and at most 500 for an edge image; null for the size on the source.</summary>
    [Id(0)]
    public int? SizeGib { get; init; }

    /// <summary>One physical volume with one volume group and a logical volume for each mount target.</summary>
    [Id(1)]
    public bool Lvm { get; init; }

    /// <summary>
    /// The mount targets of this disk in their order; one that the source has on another disk is moved here. Null leaves the
    /// partitions as they are; a mount target that no disk lists stays where it is.
    /// </summary>
    [Id(2)]
    public IReadOnlyList<MountEdit>? Mounts { get; init; }
}
