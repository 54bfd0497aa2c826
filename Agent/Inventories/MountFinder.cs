using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Inventories;

/// <summary>Which mount shows a device's file system whole.</summary>
internal static class MountFinder
{
    /// <summary>
    /// The mount of the device: <c>/</c> if it is that, otherwise the first of the file system's top folder. Mounts of a
    /// part of it (bind mounts of a folder) don't count.
    /// </summary>
    public static Mount? Of(DeviceNumber device, string? node, IReadOnlyList<Mount> mounts)
    {
        var whole = mounts.Where(mount => Matches(mount, device, node) && mount.Root is "/").ToArray();
        return whole.FirstOrDefault(mount => mount.Point == "/") ?? whole.FirstOrDefault();
    }

    private static bool Matches(Mount mount, DeviceNumber device, string? node)
        // btrfs shows a made-up device, so the name that it was mounted by has to do.
        => mount.Device == device || (mount.Device.Major == 0 && node is not null && mount.Source == node);
}
