using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Inventories;

/// <summary>One line of <c>/proc/self/mountinfo</c>.</summary>
/// <param name="Device">The file system's device; major 0 for those without one, and for btrfs.</param>
/// <param name="Root">The folder of the file system that is mounted; not <c>/</c> for a bind mount of a part.</param>
/// <param name="Point">Where.</param>
/// <param name="Options">Options of the mount and of the file system, joined.</param>
/// <param name="Type">Such as <c>ext4</c>.</param>
/// <param name="Source">Such as <c>/dev/vda1</c>; what was said at mounting, so not to be trusted.</param>
internal sealed record Mount(DeviceNumber Device, string Root, string Point, string Options, string Type, string Source);
