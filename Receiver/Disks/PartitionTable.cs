using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Disks;

/// <summary>A partition table, as planned or as read from a disk.</summary>
/// <param name="Kind">"gpt", "dos" or "none".</param>
/// <param name="Id">Disk GUID, or MBR signature as eight hex digits; lower case.</param>
internal sealed record PartitionTable(string Kind, string Id, IReadOnlyList<PartitionEntry> Entries)
{
    public static readonly PartitionTable None = new("none", "", []);

    /// <summary>The table that a plan asks for.</summary>
    public static PartitionTable Planned(TargetDisk disk)
    {
        if (disk.Table is not ("gpt" or "dos"))
        {
            return None;
        }

        var gpt = disk.Table == "gpt";
        var entries = disk.Partitions.Where(part => part.Number > 0).OrderBy(part => part.Number).Select(part => new PartitionEntry(
            part.Number, part.StartBytes, part.SizeBytes,
            gpt ? part.Type.ToLowerInvariant() : MbrType(part.Type),
            gpt ? part.Id.ToLowerInvariant() : "",
            gpt ? part.Name : "",
            gpt ? (ulong)part.Attributes : (ulong)part.Attributes & MbrActive)).ToList();
        return new PartitionTable(disk.Table, gpt ? disk.TableId.ToLowerInvariant() : MbrSignature(disk.TableId), Whole(entries));
    }

    /// <summary>What differs from the plan, one sentence each; empty when the disk is as asked.</summary>
    public IReadOnlyList<string> DifferencesFrom(PartitionTable plan)
    {
        if (Kind != plan.Kind)
        {
            return [$"the table is {Kind}, not {plan.Kind}"];
        }

        var differences = new List<string>();
        if (Id != plan.Id)
        {
            differences.Add($"the disk's id is {Id}, not {plan.Id}");
        }

        foreach (var number in Entries.Concat(plan.Entries).Select(entry => entry.Number).Distinct().Order())
        {
            var is_ = Entries.FirstOrDefault(entry => entry.Number == number);
            var shall = plan.Entries.FirstOrDefault(entry => entry.Number == number);
            if (is_ != shall)
            {
                differences.Add($"partition {number} is {Describe(is_)}, not {Describe(shall)}");
            }
        }

        return differences;
    }

    private const ulong MbrActive = 0x80;

    private static string Describe(PartitionEntry? entry) => entry?.ToString() ?? "absent";

    private static string MbrType(string type) => type.ToLowerInvariant().Replace("0x", "").PadLeft(2, '0');

    private static string MbrSignature(string id) => id.ToLowerInvariant().Replace("0x", "").PadLeft(8, '0');

    // The kernel reports an extended partition as two sectors long, and so may the source; the table needs its real end.
    private static List<PartitionEntry> Whole(List<PartitionEntry> entries)
    {
        const int firstLogical = 5;
        var end = entries.Where(entry => entry.Number >= firstLogical).Select(entry => entry.EndBytes).DefaultIfEmpty().Max();
        return entries.ConvertAll(entry => entry.IsExtended && entry.EndBytes < end ? entry with { SizeBytes = end - entry.StartBytes } : entry);
    }
}
