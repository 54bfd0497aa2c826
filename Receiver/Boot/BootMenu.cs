namespace FleetMigrator.Receiver.Boot;

/// <summary>Holds the boot menu against what is really on the target disks.</summary>
internal static class BootMenu
{
    /// <summary>The entries that start Linux.</summary>
    public static IReadOnlyList<GrubEntry> Read(RepairScene scene, string config)
        => [.. GrubConfig.Parse(File.ReadAllText(scene.Here(config))).Where(entry => entry.Kernel.Length > 0 && entry.Root.Length > 0)];

    public static IReadOnlyList<string> Problems(RepairScene scene, string config)
    {
        if (!scene.Has(config))
        {
            return ["it was not written"];
        }

        var entries = Read(scene, config);
        return entries.Count == 0 ? ["it has no entry that starts Linux"] : [.. entries.SelectMany(entry => Problems(scene, entry)).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Problems(RepairScene scene, GrubEntry entry)
    {
        if (!scene.Partitions.Any(part => part.MountPoint == "/" && Names(part, entry.Root)))
        {
            yield return $"\"{entry.Title}\" has root={entry.Root}, which is not the id of the root file system";
        }

        var holder = entry.FileSystem.Length == 0
            ? scene.Holder("/boot")
            : scene.Partitions.FirstOrDefault(part => string.Equals(part.Uuid, entry.FileSystem, StringComparison.OrdinalIgnoreCase));
        if (holder is null)
        {
            yield return $"\"{entry.Title}\" searches the file system {entry.FileSystem}, which is not there";
            yield break;
        }

        foreach (var file in entry.Initramfs.Prepend(entry.Kernel).Where(file => !file.Contains('$')))
        {
            var path = (holder.MountPoint == "/" ? "" : holder.MountPoint) + file;
            if (!scene.Has(path))
            {
                yield return $"\"{entry.Title}\" names {path}, which is not there";
            }
        }
    }

    private static bool Names(KnownPartition part, string root) => root.Split('=', 2) switch
    {
        ["UUID", var id] => string.Equals(id, part.Uuid, StringComparison.OrdinalIgnoreCase),
        ["LABEL", var label] => label == part.Label,
        ["PARTUUID", var id] => string.Equals(id, part.PartitionId, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
