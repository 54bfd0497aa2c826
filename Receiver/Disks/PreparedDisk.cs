using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Disks;

/// <summary>A target disk that is partitioned as planned.</summary>
/// <param name="Nodes">Device nodes by partition number; number 0 is the disk itself.</param>
internal sealed record PreparedDisk(TargetDisk Plan, DiskNode Node, IReadOnlyDictionary<int, string> Nodes)
{
    public IEnumerable<(TargetPartition Part, string Node)> Parts
        => Plan.Partitions.Where(part => Nodes.ContainsKey(part.Number)).Select(part => (part, Nodes[part.Number]));
}
