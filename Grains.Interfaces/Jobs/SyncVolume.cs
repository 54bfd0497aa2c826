namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>A file system to copy, as both ends name it.</summary>
/// <param name="Id">From 1.</param>
/// <param name="MountPoint">On the source.</param>
/// <param name="FileSystem">Its type.</param>
/// <param name="UsedBytes">At planning time.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.volume")]
public sealed record SyncVolume(int Id, string MountPoint, string FileSystem, long UsedBytes);
