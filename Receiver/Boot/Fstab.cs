namespace FleetMigrator.Receiver.Boot;

/// <summary>Makes each entry of fstab name its file system by what moves along with it. Pure.</summary>
/// <param name="Text">The file afterwards; unchanged but for the devices of single entries.</param>
/// <param name="Changes">What was changed, one sentence each.</param>
/// <param name="Unresolved">Entries without which the system would not start and that refer to nothing migrated.</param>
/// <param name="Warnings">Entries that refer to nothing migrated but don't hinder the start.</param>
internal sealed record Fstab(string Text, IReadOnlyList<string> Changes, IReadOnlyList<string> Unresolved, IReadOnlyList<string> Warnings)
{
    private static readonly string[] _removable = ["/dev/sr", "/dev/cdrom", "/dev/fd", "/dev/dvd"];

    /// <summary>The check and what comes of it.</summary>
    /// <param name="text">The file.</param>
    /// <param name="partitions">What is migrated.</param>
    /// <param name="leftOut">Mount points that the plan leaves out; their entries become comments.</param>
    public static Fstab Check(string text, IReadOnlyList<KnownPartition> partitions, IReadOnlyList<string> leftOut)
    {
        var lines = new List<string>();
        var changes = new List<string>();
        var unresolved = new List<string>();
        var warnings = new List<string>();
        foreach (var line in text.Split('\n').Select(line => new FstabLine(line)))
        {
            lines.Add(line.Text);
            if (line.IsEntry && leftOut.Contains(line.MountPoint, StringComparer.Ordinal))
            {
                lines[^1] = $"# left out by the plan of the migration: {line.Text}";
                changes.Add($"/etc/fstab: {line.MountPoint} is left out by the plan, its entry became a comment");
                continue;
            }

            if (!line.IsEntry || !line.NeedsDevice || Names(line.Device, partitions))
            {
                continue;
            }

            if (line.Device.StartsWith("/dev/", StringComparison.Ordinal) && Find(line, partitions) is { Uuid.Length: > 0 } found)
            {
                lines[^1] = line.On("UUID=" + found.Uuid).Text;
                changes.Add($"/etc/fstab: {line.MountPoint}: {line.Device} became UUID={found.Uuid}");
            }
            else if (line.IsOptional || Array.Exists(_removable, prefix => line.Device.StartsWith(prefix, StringComparison.Ordinal)))
            {
                warnings.Add($"/etc/fstab: {line.MountPoint}: {line.Device} is not migrated; the system starts without it");
            }
            else
            {
                unresolved.Add($"{line.Device} at {line.MountPoint}");
            }
        }

        return new Fstab(string.Join('\n', lines), changes, unresolved, warnings);
    }

    // Names that stay valid on another machine. Paths under by-id and by-path belong to the hardware, as do /dev/sdX and the like.
    private static bool Names(string device, IReadOnlyList<KnownPartition> partitions)
    {
        var (kind, value) = Split(device);
        return kind switch
        {
            "UUID" => partitions.Any(part => part.Uuid.Length > 0 && Same(part.Uuid, value)),
            "LABEL" => partitions.Any(part => part.Label.Length > 0 && part.Label == value),
            "PARTUUID" => partitions.Any(part => part.PartitionId.Length > 0 && Same(part.PartitionId, value)),
            "PARTLABEL" => partitions.Any(part => part.PartitionName.Length > 0 && part.PartitionName == value),
            _ => false,
        };
    }

    private static (string Kind, string Value) Split(string device)
    {
        const string links = "/dev/disk/by-";
        if (device.StartsWith(links, StringComparison.Ordinal) && device[links.Length..].Split('/', 2) is [var by, var name])
        {
            return (by.ToUpperInvariant(), name);
        }

        return device.Split('=', 2) is [var kind, var value] ? (kind, value.Trim('"')) : ("", device);
    }

    private static KnownPartition? Find(FstabLine line, IReadOnlyList<KnownPartition> partitions)
    {
        if (partitions.FirstOrDefault(part => part.MountPoint.Length > 0 && part.MountPoint == line.MountPoint) is { } mounted)
        {
            return mounted;
        }

        // Not mounted when the inventory was taken, as swap never is: then by the disk's letter and the partition's number.
        var name = line.Device["/dev/".Length..];
        var place = name.Length > 3 && name[..2] is "sd" or "vd" or "hd" && char.IsAsciiLetterLower(name[2]) && int.TryParse(name[3..], out var number)
            ? partitions.FirstOrDefault(part => part.Disk == name[2] - 'a' && part.Number == number && part.FileSystem == line.Type)
            : null;
        var swaps = partitions.Where(part => part.FileSystem == "swap").ToList();
        return place ?? (line.Type == "swap" && swaps.Count == 1 ? swaps[0] : null);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
