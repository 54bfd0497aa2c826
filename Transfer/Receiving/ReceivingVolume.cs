using System.IO.Hashing;
using System.Text;
using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>A target volume whose bare root and journal are open.</summary>
internal sealed class ReceivingVolume : IDisposable
{
    private readonly Lock _partialGate = new();
    private Descriptor? _partial;

    public ReceivingVolume(TargetVolume volume, string jobId, string stateFolder)
    {
        (Id, Name) = (volume.Id, volume.Name);
        Root = BareRoot.Open(volume.RootPath);
        var owner = Owner(volume, jobId);
        Journal = Journal.Open(Path.Combine(stateFolder, $"volume-{volume.Id}.journal"), owner);
        Content = new ContentStore(Journal.Open(Path.Combine(stateFolder, $"volume-{volume.Id}.content"), owner));
    }

    public int Id { get; }
    public string Name { get; }
    public Descriptor Root { get; }
    public Journal Journal { get; }
    public ContentStore Content { get; }

    /// <summary>Folders were removed or replaced this often: whoever keeps folders open must open them again.</summary>
    public int Generation => Volatile.Read(ref _generation);

    private int _generation;

    public void FoldersChanged() => Interlocked.Increment(ref _generation);

    /// <summary>The folder in which large files grow. It comes and goes without a trace in the root's times.</summary>
    public Descriptor Partial()
    {
        lock (_partialGate)
        {
            if (_partial is not null)
            {
                return _partial;
            }

            KeepingRootTimes(() => Entries.TryMakeFolder(Root.Number, BytePath.PartialFolder, 0x1C0));
            return _partial = Entries.Open(Root.Number, BytePath.PartialFolder, OpenFlags.Folder | OpenFlags.NoFollow, 0);
        }
    }

    /// <summary>Removes what is left of large files that were given up. Only while no range is on its way.</summary>
    public void SweepPartial()
    {
        lock (_partialGate)
        {
            var number = Entries.TryOpen(Root.Number, BytePath.PartialFolder, OpenFlags.Folder | OpenFlags.NoFollow, 0);
            if (number < 0)
            {
                return;
            }

            using (var folder = new Descriptor(number))
            {
                foreach (var entry in FolderReader.ReadAll(folder))
                {
                    Entries.TryUnlink(folder.Number, entry.Name, isFolder: false);
                }
            }

            _partial?.Dispose();
            _partial = null;
            KeepingRootTimes(() => Entries.TryUnlink(Root.Number, BytePath.PartialFolder, isFolder: true));
        }
    }

    public void Dispose()
    {
        _partial?.Dispose();
        Journal.Dispose();
        Content.Dispose();
        Root.Dispose();
    }

    private void KeepingRootTimes(Func<bool> change)
    {
        var before = Root.Stat();
        change();
        Root.ChangeTimes(before.Accessed, before.Modified);
    }

    // A file system that was made anew has another birth of its root, even if its UUID was set to the same.
    private UInt128 Owner(TargetVolume volume, string jobId)
    {
        var (usage, root) = (FileSystemUsage.Of(Root), Root.Stat());
        var text = new ByteWriter(256).Int32(volume.Id).Int64(usage.Type).UInt64(usage.Id).Int64(usage.TotalBytes)
            .UInt64(root.Inode).Int64(root.Born.Seconds).UInt32(root.Born.Nanoseconds).Bytes(Encoding.UTF8.GetBytes(jobId));
        return XxHash128.HashToUInt128(text.Written);
    }
}
