using System.Globalization;
using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Inventories.Disks;

/// <summary>What the kernel tells about block devices in <c>/sys/dev/block</c>, asked by number, never by name.</summary>
internal sealed class SystemBlocks(string folder = "/sys/dev/block")
{
    public bool Exists(DeviceNumber device) => Directory.Exists(Folder(device));

    public bool IsPartition(DeviceNumber device) => File.Exists(Path.Combine(Folder(device), "partition"));

    /// <summary>The partitions that the kernel knows of, by number.</summary>
    public IReadOnlyDictionary<int, DeviceNumber> Partitions(DeviceNumber disk)
    {
        var found = new Dictionary<int, DeviceNumber>();
        foreach (var child in Directory.EnumerateDirectories(Folder(disk)))
        {
            if (int.TryParse(Text(Path.Combine(child, "partition")), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && DeviceNumber.TryParse(Text(Path.Combine(child, "dev")), out var device))
            {
                found[number] = device;
            }
        }

        return found;
    }

    public string Serial(DeviceNumber disk)
    {
        foreach (var name in new[] { "serial", "device/serial", "wwid", "device/wwid" })
        {
            if (Text(Path.Combine(Folder(disk), name)) is { Length: > 0 } serial)
            {
                return serial;
            }
        }

        return "";
    }

    /// <summary>Whether the device is a logical volume.</summary>
    public bool IsLvm(DeviceNumber device)
        => Text(Path.Combine(Folder(device), "dm", "uuid")).StartsWith("LVM-", StringComparison.Ordinal);

    private string Folder(DeviceNumber device) => Path.Combine(folder, device.ToString());

    private static string Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // some drivers answer with an error instead of an absent file
        }
    }
}
