namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>A file system, or what else fills a partition.</summary>
/// <param name="Type">Such as <c>ext4</c>, <c>xfs</c>, <c>swap</c>.</param>
/// <param name="Uuid">Its UUID.</param>
/// <param name="Label">Its label, or empty.</param>
/// <param name="BlockBytes">Block size, or 0.</param>
/// <param name="SizeBytes">Bytes; 0 when not mounted.</param>
/// <param name="UsedBytes">Bytes; 0 when not mounted.</param>
/// <param name="Features">ext4 feature names, where readable.</param>
/// <param name="MountPoint">Where it is mounted, or empty.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.file-system")]
public sealed record FileSystem(string Type, string Uuid, string Label, int BlockBytes, long SizeBytes, long UsedBytes, IReadOnlyList<string> Features, string MountPoint);
