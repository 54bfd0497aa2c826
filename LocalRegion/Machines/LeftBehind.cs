using System.Text.Json;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>
/// Lists what of a state folder exists on the host, asking the kernel and not our records, so that it can prove that
/// nothing was left behind.
/// </summary>
public static class LeftBehind
{
    /// <param name="stateFolder">The folder that the <see cref="MachineHost"/> had; it may be deleted already.</param>
    /// <param name="diskFolders">Folders whose disk images no loop device should hold any more, beside the recorded ones.</param>
    public static async Task<IReadOnlyList<Leftover>> List(
        string stateFolder, IReadOnlyCollection<string>? diskFolders = null, CancellationToken cancellation = default)
    {
        var folder = Libc.RealPath(stateFolder);
        var scope = new Scope(folder);
        var gate = DeviceGate.Open();
        var found = new List<Leftover>();
        var loops = Loops(folder, diskFolders ?? []).ToList();
        Add(LeftoverKind.LoopDevice, loops.Select(loop => $"{loop.Device} ({loop.File})"));
        Add(LeftoverKind.Mount, Mounts(folder, loops));
        Add(LeftoverKind.NetworkNamespace, Namespaces(scope));
        Add(LeftoverKind.Bridge, await new MachineNetworks(scope).Own(cancellation));
        Add(LeftoverKind.Link, await Links(scope, cancellation));
        var groups = gate.Groups(scope.Prefix);
        Add(LeftoverKind.Cgroup, groups);
        Add(LeftoverKind.Process, groups.SelectMany(group => gate.Processes(group).Select(process => $"{process} in {group}")));
        return found;

        void Add(LeftoverKind kind, IEnumerable<string> names) => found.AddRange(names.Select(name => new Leftover(kind, name)));
    }

    internal static IEnumerable<string> Namespaces(Scope scope)
        => Directory.Exists(NamespaceFolder.Path)
            ? Directory.EnumerateFiles(NamespaceFolder.Path, scope.Prefix + "*").Select(path => Path.GetFileName(path))
            : [];

    private static IEnumerable<LoopDisk> Loops(string folder, IReadOnlyCollection<string> diskFolders)
    {
        var recorded = new LoopDisks(folder).Attached().Select(disk => disk.File).ToHashSet(StringComparer.Ordinal);
        var places = diskFolders.Select(Libc.RealPath).Append(folder).Select(place => place + "/").ToList();
        return LoopDisks.All().Where(disk
            => recorded.Contains(disk.File) || places.Exists(place => disk.File.StartsWith(place, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Mounts(string folder, List<LoopDisk> loops)
    {
        var devices = loops.SelectMany(loop => loop.Partitions().Select(partition => partition.Device).Append(loop.DeviceNumber))
            .Select(device => device.ToString())
            .ToHashSet(StringComparer.Ordinal);
        foreach (var line in File.ReadLines("/proc/self/mountinfo"))
        {
            var fields = line.Split(' ');
            if (devices.Contains(fields[2]) || fields[4].StartsWith(folder + "/", StringComparison.Ordinal))
            {
                yield return fields[4];
            }
        }
    }

    private static async Task<IReadOnlyList<string>> Links(Scope scope, CancellationToken cancellation)
    {
        using var list = JsonDocument.Parse(await HostCommand.Run("ip", ["-json", "link", "show"], input: null, cancellation));
        return [.. list.RootElement.EnumerateArray()
            .Select(link => link.GetProperty("ifname").GetString()!)
            .Where(name => name.StartsWith(scope.LinkPrefix, StringComparison.Ordinal))];
    }
}
