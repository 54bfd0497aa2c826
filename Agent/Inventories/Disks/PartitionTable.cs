using FleetMigrator.Agent.Linux;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.Disks;

/// <summary>What a disk's table says.</summary>
/// <param name="Kind"><c>gpt</c>, <c>dos</c> or <c>none</c>.</param>
/// <param name="Id">Disk GUID, or MBR signature as eight hex digits.</param>
/// <param name="Partitions">In the table's order, without file systems.</param>
internal sealed record PartitionTable(string Kind, string Id, IReadOnlyList<Partition> Partitions)
{
    public static readonly PartitionTable None = new("none", "", []);

    /// <summary>Reads the table of a disk. A disk with a bare file system has none, even where that looks like an MBR.</summary>
    public static PartitionTable Read(BlockDevice disk)
        => GptTable.Read(disk)
            ?? (FileSystems.FileSystemProbe.Read(disk, 0, disk.SizeBytes) is null ? MbrTable.Read(disk) : null)
            ?? None;
}
