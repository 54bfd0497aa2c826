using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Walks one volume, folder by folder and each in inode order, and queues what the receiver doesn't have.</summary>
internal sealed class VolumeScanner(OpenVolume volume, SendRound round, bool reportSeen)
{
    private readonly Stack<byte[]> _folders = new();
    private readonly List<ulong> _seen = [];
    private List<ScannedEntry> _batch = [];
    private long _batchBytes;

    /// <summary>Folders whose metadata must be sent when everything else is there.</summary>
    public List<byte[]> Changed { get; } = [];

    /// <summary>Entries with flags that must be set last.</summary>
    public List<byte[]> Guarded { get; } = [];

    /// <summary>Entries with more than one name, by inode.</summary>
    public Dictionary<ulong, List<ScannedEntry>> Linked { get; } = [];

    /// <summary>Whether every folder could be read. If not, nothing may be deleted for not having been seen.</summary>
    public bool Complete { get; private set; } = true;

    public long SeenCount { get; private set; }

    /// <summary>Sum of the keys, so that the receiver knows that it has all of them.</summary>
    public ulong SeenSum { get; private set; }

    public long Entries { get; private set; }

    public void Run()
    {
        _folders.Push([]);
        while (_folders.TryPop(out var folder))
        {
            ScanFolder(folder);
        }

        FlushBatch();
        FlushSeen();
        volume.ScanEnded();
    }

    /// <summary>Queues an entry that the receiver doesn't have.</summary>
    public void Emit(ScannedEntry entry)
    {
        if (entry.Stat.IsRegular && entry.Stat.Size > FileBatch.LargestFile)
        {
            new LargeFile(volume, entry).Queue(round, urgent: false);
            return;
        }

        _batch.Add(entry);
        _batchBytes += FileBatch.CostOf(entry);
        if (_batch.Count >= FileBatch.MostEntries || _batchBytes >= FileBatch.MostBytes)
        {
            FlushBatch();
        }
    }

    public void FlushBatch()
    {
        if (_batch.Count > 0)
        {
            round.Queue.Add(new FileBatch(volume, _batch));
            (_batch, _batchBytes) = ([], 0);
        }
    }

    private void ScanFolder(byte[] path)
    {
        using var folder = volume.TryOpenFolder(path, out var error);
        if (folder is null)
        {
            Complete &= error is Errno.NoEntry or Errno.NotFolder or Errno.Loop;
            round.NotOpened(volume, path, error);
            return;
        }

        var stat = folder.Stat();
        Saw(path);
        Entries++;
        var touched = stat.Device == volume.Device && ScanEntries(folder, path);
        var known = round.Have.Contains(EntryIdentity.Of(volume.Id, path, stat));
        if (!known && path.Length > 0)
        {
            Emit(new ScannedEntry(path, stat, EntryIdentity.None));
        }

        if (touched || round.FirstOfSession || !known)
        {
            Changed.Add(path);
            volume.Found(0, done: false);
        }
        else
        {
            round.Keep();
        }

        if (stat.Guarded && (touched || round.FirstOfSession || !known))
        {
            Guarded.Add(path);
        }
    }

    private bool ScanEntries(Descriptor folder, byte[] path)
    {
        List<FolderEntry> entries;
        try
        {
            entries = FolderReader.ReadAll(folder);
        }
        catch (LinuxException error)
        {
            Complete = false;
            round.Unreadable(volume, path, error.Error);
            return true;
        }

        var touched = false;
        foreach (var entry in entries)
        {
            if (path.Length > 0 || !entry.Name.AsSpan().SequenceEqual(BytePath.PartialFolder))
            {
                touched |= ScanEntry(folder, BytePath.Join(path, entry.Name), entry.Name);
            }
        }

        return touched;
    }

    private bool ScanEntry(Descriptor folder, byte[] path, byte[] name)
    {
        if (!FileStat.TryOf(folder.Number, name, out var stat) || path.Length > BytePath.MaxLength)
        {
            round.NotOpened(volume, path, path.Length > BytePath.MaxLength ? Errno.NameTooLong : Linux.Entries.LastError);
            return true;
        }

        if (volume.Volume.LeaveOut?.Invoke(path, stat.IsFolder) ?? false)
        {
            return false;
        }

        if (stat.IsFolder)
        {
            _folders.Push(path);
            return false;
        }

        if (stat.Kind == FileKind.Socket)
        {
            round.SkipSocket();
            return false;
        }

        return ScanFile(new ScannedEntry(path, stat, EntryIdentity.Of(volume.Id, path, stat)));
    }

    private bool ScanFile(ScannedEntry entry)
    {
        Saw(entry.Path);
        Entries++;
        var known = round.Have.Contains(entry.Identity);
        if (known)
        {
            round.Keep();
        }

        if (!known || round.FirstOfSession)
        {
            volume.Found(entry.Weight, known);
            if (entry.Stat.Guarded)
            {
                Guarded.Add(entry.Path);
            }
        }

        if (entry.Stat.Links > 1)
        {
            // Whether content has to be sent depends on all names of the inode together.
            (Linked.TryGetValue(entry.Stat.Inode, out var names) ? names : Linked[entry.Stat.Inode] = []).Add(entry);
            return !known;
        }

        if (!known)
        {
            Emit(entry);
        }

        return !known;
    }

    private void Saw(ReadOnlySpan<byte> path)
    {
        if (!reportSeen)
        {
            return;
        }

        var key = PathKey.Of(volume.Id, path);
        SeenCount++;
        SeenSum += key;
        _seen.Add(key);
        if (_seen.Count == SeenUnit.MostKeys)
        {
            FlushSeen();
        }
    }

    private void FlushSeen()
    {
        if (_seen.Count > 0)
        {
            round.Queue.Add(new SeenUnit(volume, [.. _seen]));
            _seen.Clear();
        }
    }
}
