namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>What a target disk shall look like: layout and ids of the source.</summary>
/// <param name="Index">0: system disk.</param>
/// <param name="Device">In the guest, such as <c>/dev/vdb</c>.</param>
/// <param name="SizeBytes">Bytes.</param>
/// <param name="Table">gpt, dos, none.</param>
/// <param name="TableId">Disk GUID or MBR signature.</param>
/// <param name="IsSystem">Holds the root file system.</param>
/// <param name="Partitions">In order of start.</param>
[GenerateSerializer, Immutable, Alias("fleet.instance.target-disk")]
public sealed record TargetDisk(int Index, string Device, long SizeBytes, string Table, string TableId, bool IsSystem, IReadOnlyList<TargetPartition> Partitions);
