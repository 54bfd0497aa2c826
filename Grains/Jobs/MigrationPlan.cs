using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What becomes of a source's disks.</summary>
/// <param name="Disks">System disk first; devices are empty until the cloud has named them.</param>
/// <param name="Volumes">File systems to copy, numbered from 1.</param>
/// <param name="SizesGib">Size of each target disk.</param>
/// <param name="ScratchGib">Size of the disk on which images are converted.</param>
/// <param name="Changes">What will differ between source and image, one sentence each.</param>
internal sealed record MigrationPlan(
    IReadOnlyList<TargetDisk> Disks,
    IReadOnlyList<SyncVolume> Volumes,
    IReadOnlyList<int> SizesGib,
    int ScratchGib,
    IReadOnlyList<string> Changes)
{
    /// <summary>Mount points that the edits leave out of the image.</summary>
    public static IReadOnlyList<string> LeftOut(IReadOnlyList<DiskEdit> edits)
        => [.. edits.SelectMany(edit => edit.Mounts ?? []).Where(mount => !mount.Migrate).Select(mount => mount.MountPoint)];

    // The cloud sells no smaller system disk with most types.
    private const int SmallestSystemGib = 20;

    /// <summary>GiB of the system disk of an intermediate instance that starts from an image of this size.</summary>
    public static int InstanceSystemGib(int imageGib) => Math.Max(SmallestSystemGib, imageGib);

    /// <summary>GiB of all disks of the intermediate instance.</summary>
    public int InstanceGib(int imageGib) => InstanceSystemGib(imageGib) + SizesGib.Sum() + ScratchGib;

    /// <summary>The target disks on their devices, in order.</summary>
    public IReadOnlyList<TargetDisk> On(IReadOnlyList<string> devices)
        => [.. Disks.Zip(devices, (disk, device) => disk with { Device = device })];
}
