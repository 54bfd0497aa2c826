using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>Deletes what the source no longer has.</summary>
internal sealed class Pruner(TargetTree tree, Durability durability, ulong[] seen)
{
    private readonly Stack<byte[]> _folders = new();

    /// <summary>Forgets in the journal first, durably, then deletes: the other order could lose an entry that comes back.</summary>
    /// <returns>Entries deleted.</returns>
    public long Run()
    {
        var volume = tree.Volume;
        durability.Flush();
        volume.Journal.Compact(Saw);
        volume.Content.Journal.Compact(Saw);
        long deleted = 0;
        _folders.Push([]);
        while (_folders.TryPop(out var path))
        {
            deleted += PruneFolder(path);
        }

        return deleted;
    }

    private bool Saw(ulong key) => Array.BinarySearch(seen, key) >= 0;

    private long PruneFolder(byte[] path)
    {
        using var folder = tree.OpenFolder(path).Duplicate();
        // A second look through the same open folder would start at its end.
        using var listing = Entries.Open(folder.Number, "."u8, OpenFlags.Folder | OpenFlags.NoFollow, 0);
        var times = folder.Stat();
        long deleted = 0;
        foreach (var entry in FolderReader.ReadAll(listing))
        {
            var child = BytePath.Join(path, entry.Name);
            if (Saw(PathKey.Of(tree.Volume.Id, child)))
            {
                if (FileStat.TryOf(folder.Number, entry.Name, out var stat) && stat.IsFolder && stat.Device == times.Device)
                {
                    _folders.Push(child);
                }
            }
            else if (!Keeps(path, entry.Name))
            {
                deleted += tree.Remove(folder, entry.Name, child);
            }
        }

        if (deleted > 0)
        {
            folder.ChangeTimes(times.Accessed, times.Modified);
        }

        return deleted;
    }

    // mkfs made lost+found on the target, whatever file system the source has.
    private static bool Keeps(byte[] folder, byte[] name)
        => folder.Length == 0 && (name.AsSpan().SequenceEqual("lost+found"u8) || name.AsSpan().SequenceEqual(BytePath.PartialFolder));
}
