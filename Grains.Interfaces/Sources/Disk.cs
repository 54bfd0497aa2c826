namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>A disk of a source server.</summary>
/// <param name="Name">Such as <c>vda</c>.</param>
/// <param name="SizeBytes">Bytes.</param>
/// <param name="SectorBytes">Logical sector size.</param>
/// <param name="Table"><c>gpt</c>, <c>dos</c>, or <c>none</c> (a bare file system: one partition, number 0).</param>
/// <param name="TableId">Disk GUID or MBR signature.</param>
/// <param name="IsSystem">Holds the root file system.</param>
/// <param name="Partitions">In order of start.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.disk")]
public sealed record Disk(string Name, long SizeBytes, int SectorBytes, string Table, string TableId, bool IsSystem, IReadOnlyList<Partition> Partitions);
