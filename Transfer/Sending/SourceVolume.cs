namespace FleetMigrator.Transfer.Sending;

/// <summary>A file system to send.</summary>
/// <param name="Id">As both ends name it, from 1.</param>
/// <param name="RootPath">Where it is mounted now. The engine looks at it through a bare bind mount of its own,
/// so that what lies under mount points is seen and no other file system is entered.</param>
/// <param name="LeaveOut">Entries that are not sent; null sends all.</param>
public sealed record SourceVolume(int Id, string RootPath, PathFilter? LeaveOut = null);
