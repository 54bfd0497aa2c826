using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>
/// Finds the place of an entry below a volume's root, one component after the other and never through a link, so that no path
/// can lead outside. Keeps the folders of the last path open, because the next one is mostly near. For one thread.
/// </summary>
internal sealed class TargetTree(ReceivingVolume volume, Durability durability) : IDisposable
{
    private const int MostOpen = 64;
    private const uint OnlyRoot = 0x1C0; // rwx------ until the folder's own metadata comes

    private readonly List<(byte[] Name, Descriptor Folder)> _open = [];
    private Descriptor? _deep;
    private int _generation = volume.Generation;

    public ReceivingVolume Volume => volume;

    /// <summary>The folder that holds the entry, made if it isn't there; valid until the next call.</summary>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public Descriptor OpenParent(ReadOnlySpan<byte> path) => OpenFolder(BytePath.Parent(path));

    /// <summary>A folder, made if it isn't there; valid until the next call.</summary>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public Descriptor OpenFolder(ReadOnlySpan<byte> path)
    {
        if (_generation != volume.Generation)
        {
            Forget(0);
            _generation = volume.Generation;
        }

        _deep?.Dispose();
        _deep = null;
        var current = volume.Root;
        int level = 0, consumed = 0;
        while (consumed < path.Length)
        {
            var rest = path[consumed..];
            var slash = rest.IndexOf((byte)'/');
            var name = slash < 0 ? rest : rest[..slash];
            consumed += name.Length;
            if (level < _open.Count && name.SequenceEqual(_open[level].Name))
            {
                current = _open[level].Folder;
            }
            else
            {
                current = Enter(current, name, path[..consumed], level);
            }

            level++;
            consumed++;
        }

        return current;
    }

    /// <summary>Removes an entry, with everything below it if it is a folder. The journal forgets each first.</summary>
    /// <returns>Entries removed; 0 if it wasn't there.</returns>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public long Remove(Descriptor parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> path)
    {
        if (!FileStat.TryOf(parent.Number, name, out var stat))
        {
            return Entries.LastError == Errno.NoEntry ? 0 : throw LinuxException.Last("statx", path);
        }

        durability.Forget(volume.Id, PathKey.Of(volume.Id, path));
        long removed = 1;
        if (stat.IsFolder)
        {
            volume.FoldersChanged();
            using var folder = Entries.Open(parent.Number, name, OpenFlags.Folder | OpenFlags.NoFollow, 0);
            foreach (var entry in FolderReader.ReadAll(folder))
            {
                removed += Remove(folder, entry.Name, BytePath.Join(path, entry.Name));
            }
        }

        if (Entries.TryUnlink(parent.Number, name, stat.IsFolder))
        {
            return removed;
        }

        if (Entries.LastError == Errno.NotPermitted)
        {
            Unguard(parent, name);
            if (Entries.TryUnlink(parent.Number, name, stat.IsFolder))
            {
                return removed;
            }
        }

        throw LinuxException.Last("unlink", path);
    }

    /// <summary>Takes off the flags that forbid changing an entry and its folder; they are set again at the end of the round.</summary>
    public static void Unguard(Descriptor parent, ReadOnlySpan<byte> name)
    {
        InodeFlags.TrySet(parent, 0);
        if (!FileStat.TryOf(parent.Number, name, out var stat) || stat.Kind is not (FileKind.Regular or FileKind.Folder))
        {
            return;
        }

        using var entry = Entries.Open(parent.Number, name, OpenFlags.Read | OpenFlags.NoFollow | OpenFlags.NonBlocking, 0);
        InodeFlags.TrySet(entry, 0);
    }

    public void Dispose()
    {
        Forget(0);
        _deep?.Dispose();
    }

    private Descriptor Enter(Descriptor parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> path, int level)
    {
        var folder = OpenOrMake(parent, name, path);
        if (level < MostOpen)
        {
            Forget(level);
            _open.Add((name.ToArray(), folder));
            return folder;
        }

        _deep?.Dispose();
        return _deep = folder;
    }

    private Descriptor OpenOrMake(Descriptor parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> path)
    {
        const int Attempts = 4; // opening, making, replacing something else, and another stream that does the same
        for (var attempt = 0; ; attempt++)
        {
            var number = Entries.TryOpen(parent.Number, name, OpenFlags.Folder | OpenFlags.NoFollow, 0);
            if (number >= 0)
            {
                return new Descriptor(number);
            }

            var error = Entries.LastError;
            if (attempt == Attempts || error is not (Errno.NoEntry or Errno.NotFolder or Errno.Loop))
            {
                throw new LinuxException("open", error, NameText.Readable(path));
            }

            if (error != Errno.NoEntry)
            {
                Remove(parent, name, path);
            }

            if (!Entries.TryMakeFolder(parent.Number, name, OnlyRoot) && Entries.LastError == Errno.NotPermitted)
            {
                InodeFlags.TrySet(parent, 0);
            }
        }
    }

    private void Forget(int from)
    {
        for (var i = from; i < _open.Count; i++)
        {
            _open[i].Folder.Dispose();
        }

        _open.RemoveRange(from, _open.Count - from);
    }
}
