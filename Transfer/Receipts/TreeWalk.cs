using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>
/// Visits a volume in the one order that every tree has: a folder before what is in it, names by their bytes. It holds the names
/// of the folders between the root and where it stands, and no more.
/// </summary>
internal static class TreeWalk
{
    private const int MostOpen = 64;

    /// <summary>All entries but sockets, the engine's own folder and the root's lost+found, which belongs to the file system.</summary>
    /// <exception cref="LinuxException">A folder can't be read.</exception>
    public static IEnumerable<WalkedEntry> Of(Descriptor root)
    {
        var top = root.Stat();
        yield return new WalkedEntry([], [], top, root);
        var open = new Stack<Level>();
        open.Push(Level.Read(root, []));
        try
        {
            while (open.TryPeek(out var level))
            {
                if (level.Next == level.Names.Count)
                {
                    open.Pop().Folder?.Dispose();
                    continue;
                }

                var name = level.Names[level.Next++];
                level.Folder ??= DeepPath.Open(root, level.Path, OpenFlags.Folder);
                if (!FileStat.TryOf(level.Folder.Number, name, out var stat) || stat.Kind == FileKind.Socket)
                {
                    continue;
                }

                var path = BytePath.Join(level.Path, name);
                yield return new WalkedEntry(path, name, stat, level.Folder);
                if (stat.IsFolder && stat.Device == top.Device)
                {
                    if (open.Count >= MostOpen)
                    {
                        level.Folder?.Dispose();
                        level.Folder = null;
                    }

                    open.Push(Level.Read(root, path));
                }
            }
        }
        finally
        {
            foreach (var level in open)
            {
                level.Folder?.Dispose();
            }
        }
    }

    private sealed class Level(byte[] path, List<byte[]> names, Descriptor folder)
    {
        public byte[] Path { get; } = path;
        public List<byte[]> Names { get; } = names;
        public int Next { get; set; }
        public Descriptor? Folder { get; set; } = folder;

        public static Level Read(Descriptor root, byte[] path)
        {
            var folder = DeepPath.Open(root, path, OpenFlags.Folder);
            var names = FolderReader.ReadAll(folder).ConvertAll(entry => entry.Name);
            if (path.Length == 0)
            {
                names.RemoveAll(name => name.AsSpan().SequenceEqual(BytePath.PartialFolder) || name.AsSpan().SequenceEqual("lost+found"u8));
            }

            names.Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
            return new Level(path, names, folder);
        }
    }
}
