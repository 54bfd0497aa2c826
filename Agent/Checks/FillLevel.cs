namespace FleetMigrator.Agent.Checks;

/// <summary>How full a file system is.</summary>
/// <param name="MountPoint">Where.</param>
/// <param name="SpacePercent">Used space, 0 to 100, as <c>df</c> counts it.</param>
/// <param name="InodePercent">Used inodes; 0 where they are made on demand.</param>
internal sealed record FillLevel(string MountPoint, double SpacePercent, double InodePercent)
{
    public static FillLevel Of(string mountPoint, Linux.FileSystemStatus status)
    {
        var used = status.Blocks - status.FreeBlocks;
        var usable = used + status.AvailableBlocks;
        return new FillLevel(
            mountPoint,
            usable <= 0 ? 0 : 100.0 * used / usable,
            status.Inodes <= 0 ? 0 : 100.0 * (status.Inodes - status.FreeInodes) / status.Inodes);
    }
}
