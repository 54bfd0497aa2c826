using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>A source volume whose bare root is open, with the figures of the running round.</summary>
internal sealed class OpenVolume : IDisposable
{
    private readonly Descriptor _root;
    private long _bytesTotal;
    private long _bytesDone;
    private long _filesTotal;
    private long _filesDone;
    private long _bytesScanned;
    private long _filesScanned;

    public OpenVolume(SourceVolume volume)
    {
        Volume = volume;
        _root = BareRoot.Open(volume.RootPath);
        Device = _root.Stat().Device;
    }

    public SourceVolume Volume { get; }
    public int Id => Volume.Id;

    /// <summary>Entries of another device are mount points, whose content isn't this volume's.</summary>
    public ulong Device { get; }

    public VolumeProgress Progress => new(
        Id, Interlocked.Read(ref _bytesTotal), Interlocked.Read(ref _bytesDone), Interlocked.Read(ref _filesTotal), Interlocked.Read(ref _filesDone));

    /// <summary>The first round's size is a guess from the file system's usage until the scan has seen it all.</summary>
    public void BeginRound(bool first)
    {
        var usage = FileSystemUsage.Of(_root);
        (_bytesScanned, _filesScanned, _bytesDone, _filesDone) = (0, 0, 0, 0);
        (_bytesTotal, _filesTotal) = first ? (usage.UsedBytes, usage.UsedInodes) : (0, 0);
    }

    public void Found(long bytes, bool done)
    {
        _bytesScanned += bytes;
        _filesScanned++;
        Interlocked.Exchange(ref _bytesTotal, Math.Max(_bytesTotal, _bytesScanned));
        Interlocked.Exchange(ref _filesTotal, Math.Max(_filesTotal, _filesScanned));
        if (done)
        {
            Done(bytes, 1);
        }
    }

    public void ScanEnded()
    {
        Interlocked.Exchange(ref _bytesTotal, _bytesScanned);
        Interlocked.Exchange(ref _filesTotal, _filesScanned);
    }

    public void Done(long bytes, int files)
    {
        Interlocked.Add(ref _bytesDone, bytes);
        Interlocked.Add(ref _filesDone, files);
    }

    /// <summary>Opens for reading without touching the access time.</summary>
    /// <returns>Null with the error number when it can't be opened.</returns>
    public Descriptor? TryOpen(ReadOnlySpan<byte> path, int flags, out int error) => DeepPath.TryOpen(_root, path, flags, out error);

    public Descriptor? TryOpenFolder(ReadOnlySpan<byte> path, out int error) => TryOpen(path, OpenFlags.Folder, out error);

    public void Dispose() => _root.Dispose();
}
