using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Inventories.Disks;

/// <summary>A block device as this server sees it: a node in its <c>/dev</c>.</summary>
internal sealed record DeviceNode(string Path, DeviceNumber Number)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The block device nodes right in the folder, by name. Links (by-uuid and the like) are left out.</summary>
    public static IReadOnlyList<DeviceNode> In(string folder)
    {
        var nodes = new List<DeviceNode>();
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is null && Libc.Stat(entry.FullName, out var status) == 0 && status.IsBlockDevice)
            {
                nodes.Add(new DeviceNode(entry.FullName, status.Number));
            }
        }

        return [.. nodes.OrderBy(node => node.Name.Length).ThenBy(node => node.Name, StringComparer.Ordinal)];
    }
}
