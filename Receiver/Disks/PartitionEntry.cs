namespace FleetMigrator.Receiver.Disks;

/// <summary>One partition, in the form that plans and disks are compared in: ids and types in lower case.</summary>
internal sealed record PartitionEntry(int Number, long StartBytes, long SizeBytes, string Type, string Id, string Name, ulong Attributes)
{
    /// <summary>An MBR entry that only holds other entries. The kernel gives such a partition no content.</summary>
    public bool IsExtended => Type is "05" or "0f" or "85";

    public long EndBytes => StartBytes + SizeBytes;
}
