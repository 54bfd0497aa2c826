using System.Globalization;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>A disk image that the kernel shows as a loop device.</summary>
/// <param name="File">Full path of the sparse image file.</param>
/// <param name="Number">N of <c>/dev/loopN</c>, its minor number too.</param>
public sealed record LoopDisk(string File, int Number)
{
    public string Device => $"/dev/loop{Number.ToString(CultureInfo.InvariantCulture)}";

    public DeviceNumber DeviceNumber => new(7, Number);

    internal string SysFolder => $"/sys/block/loop{Number.ToString(CultureInfo.InvariantCulture)}";

    internal string? BackingFile => ReadBackingFile(SysFolder);

    /// <summary>The partitions that the kernel knows of now, by number. Nothing is read from the disk.</summary>
    public IReadOnlyList<LoopPartition> Partitions()
    {
        if (!Directory.Exists(SysFolder))
        {
            return [];
        }

        var found = new List<LoopPartition>();
        foreach (var folder in Directory.EnumerateDirectories(SysFolder, $"loop{Number}p*"))
        {
            try
            {
                found.Add(new LoopPartition(
                    int.Parse(Read(folder, "partition"), CultureInfo.InvariantCulture),
                    DeviceNumber.Parse(Read(folder, "dev")),
                    long.Parse(Read(folder, "start"), CultureInfo.InvariantCulture),
                    long.Parse(Read(folder, "size"), CultureInfo.InvariantCulture)));
            }
            catch (IOException)
            {
                // The partition vanished between the listing and the reading; then it is not there.
            }
        }

        return [.. found.OrderBy(partition => partition.Number)];
    }

    internal static string? ReadBackingFile(string sysFolder)
    {
        try
        {
            return System.IO.File.ReadAllText($"{sysFolder}/loop/backing_file").TrimEnd('\n');
        }
        catch (IOException)
        {
            return null; // Not attached: the kernel shows the file only while there is one.
        }
    }

    private static string Read(string folder, string name) => System.IO.File.ReadAllText(Path.Combine(folder, name)).Trim();
}
