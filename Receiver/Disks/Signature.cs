using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Tools;

namespace FleetMigrator.Receiver.Disks;

/// <summary>What a partition holds, as blkid reads it from the partition itself.</summary>
internal sealed record Signature(string Type, string Uuid, string Label)
{
    public static readonly Signature Empty = new("", "", "");

    public static async Task<Signature> Of(string node, Toolbox tools, CancellationToken cancellation)
    {
        const int nothingFound = 2;
        var result = await tools.Must(FaultCode.ToolFailed, new ToolCall("blkid", "-p", "-o", "export", node) { AlsoGood = [nothingFound] }, cancellation);
        var values = result.Output.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1].Replace("\\ ", " ").Trim());
        return new Signature(values.GetValueOrDefault("TYPE", ""), values.GetValueOrDefault("UUID", ""), values.GetValueOrDefault("LABEL", ""));
    }

    /// <summary>Whether this is what was planned. vfat keeps labels in upper case and only 11 characters of them.</summary>
    public bool Is(string type, string uuid, string label) => Type == type
        && string.Equals(Uuid, uuid, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Label, label, StringComparison.OrdinalIgnoreCase);
}
