using System.Text;
using FleetMigrator.Receiver.Tools;

namespace FleetMigrator.Receiver.Disks;

/// <summary>The calls that write a planned table: sgdisk for GPT, sfdisk for MBR. Pure; running and checking is the caller's.</summary>
internal static class PartitionTableWriter
{
    public static IEnumerable<ToolCall> Calls(PartitionTable plan, string device, int sectorBytes)
    {
        if (plan.Kind != "gpt")
        {
            yield return new ToolCall("sfdisk", "--no-reread", "--no-tell-kernel", "--force", "--wipe", "never", device)
            {
                Input = MbrScript(plan, device, sectorBytes),
            };
            yield break;
        }

        yield return new ToolCall("sgdisk", [.. GptArguments(plan, sectorBytes), device]);

        // sgdisk ends a name at the first colon.
        foreach (var entry in plan.Entries.Where(entry => entry.Name.Contains(':')))
        {
            yield return new ToolCall("sfdisk", "--no-reread", "--no-tell-kernel", "--part-label", device, entry.Number.ToString(), entry.Name);
        }
    }

    public static IEnumerable<string> GptArguments(PartitionTable plan, int sectorBytes)
    {
        yield return "--clear";
        yield return $"--disk-guid={plan.Id}";
        yield return "--set-alignment=1"; // The source's starts are kept to the sector, however it aligned them.
        foreach (var entry in plan.Entries)
        {
            var number = entry.Number;
            yield return $"--new={number}:{entry.StartBytes / sectorBytes}:{(entry.EndBytes / sectorBytes) - 1}";
            yield return $"--typecode={number}:{entry.Type}";
            yield return $"--partition-guid={number}:{entry.Id}";
            yield return $"--change-name={number}:{entry.Name}";
            yield return $"--attributes={number}:=:{entry.Attributes:x}";
        }
    }

    public static string MbrScript(PartitionTable plan, string device, int sectorBytes)
    {
        var script = new StringBuilder("label: dos\n").Append($"label-id: 0x{plan.Id}\nunit: sectors\n\n");
        foreach (var entry in plan.Entries)
        {
            script.Append($"{DeviceFolder.PartitionName(device, entry.Number)} : start={entry.StartBytes / sectorBytes}, ")
                .Append($"size={entry.SizeBytes / sectorBytes}, type={entry.Type}")
                .Append(entry.Attributes != 0 ? ", bootable\n" : "\n");
        }

        return script.ToString();
    }
}
