using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Small files, symlinks, devices, fifos, and new folders still without their metadata.</summary>
internal sealed class FileBatch(OpenVolume volume, IReadOnlyList<ScannedEntry> entries) : BatchUnit(volume)
{
    /// <summary>Larger files go in ranges.</summary>
    public const long LargestFile = 256 * 1024;

    /// <summary>A batch is closed when it holds as much.</summary>
    public const int MostEntries = 256;
    public const long MostBytes = 1024 * 1024;

    private const int EntryCost = 256;
    private const int MostAttempts = 3;
    private const int FullFrame = 2 * 1024 * 1024; // half of what a frame can hold; one record more always fits

    private int _sent;

    public override long Estimate { get; } = entries.Sum(CostOf);

    public static long CostOf(ScannedEntry entry) => EntryCost + (entry.Stat.IsRegular ? entry.Stat.Size : 0);

    public override void Applied(SendRound round)
    {
        for (var i = 0; i < _sent; i++)
        {
            Volume.Done(entries[i].Weight, entries[i].Stat.IsFolder ? 0 : 1); // Folders count when their metadata is there.
        }
    }

    protected override void Fill(UnitWriter writer)
    {
        for (_sent = 0; _sent < entries.Count; _sent++)
        {
            if (writer.Buffer.Length > FullFrame)
            {
                // Large extended attributes: the rest goes by itself.
                writer.Round.Queue.Add(new FileBatch(Volume, [.. entries.Skip(_sent)]), urgent: true);
                return;
            }

            Append(writer, entries[_sent]);
        }
    }

    private void Append(UnitWriter writer, ScannedEntry entry)
    {
        var mark = writer.Buffer.Length;
        try
        {
            if (entry.Stat.IsRegular)
            {
                AppendFile(writer, entry, mark);
            }
            else if (entry.Stat.IsFolder)
            {
                EndRecord(writer.Buffer, BeginRecord(writer.Buffer, RecordKind.MakeFolder, entry.Path), EntryIdentity.None);
            }
            else
            {
                AppendSpecial(writer, entry);
            }
        }
        catch (LinuxException error)
        {
            writer.Buffer.CutTo(mark);
            if (error.Error is not (Errno.NoEntry or Errno.Stale or Errno.Invalid))
            {
                writer.Round.Unreadable(Volume, entry.Path, error.Error);
            }
        }
    }

    private void AppendFile(UnitWriter writer, ScannedEntry entry, int mark)
    {
        using var file = Volume.TryOpen(entry.Path, OpenFlags.Read, out var error);
        if (file is null)
        {
            writer.Round.NotOpened(Volume, entry.Path, error);
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            var before = file.Stat();
            if (!before.IsRegular || before.Size > LargestFile * 2)
            {
                // It became something else, or grew large, since the scan.
                Reroute(writer.Round, new ScannedEntry(entry.Path, before, EntryIdentity.Of(Volume.Id, entry.Path, before)));
                return;
            }

            var record = BeginRecord(writer.Buffer, RecordKind.File, entry.Path);
            Metadata.Write(writer.Buffer, before, InodeFlags.Get(file), file, null);
            writer.Buffer.Int64(before.Size);
            var bytes = FileContent.Write(writer.Buffer, file, before.Size, before.AllocatedBytes < before.Size);
            var calm = file.Stat().SameContentAs(before);
            if (calm || attempt == MostAttempts)
            {
                ContentBytes += bytes;
                EndRecord(writer.Buffer, record, calm ? EntryIdentity.Of(Volume.Id, entry.Path, before) : EntryIdentity.None);
                writer.Round.Read(Volume, entry.Path, calm);
                return;
            }

            writer.Buffer.CutTo(mark);
        }
    }

    private void Reroute(SendRound round, ScannedEntry entry)
    {
        if (entry.Stat.IsRegular)
        {
            new LargeFile(Volume, entry).Queue(round, urgent: true);
        }
    }

    private void AppendSpecial(UnitWriter writer, ScannedEntry entry)
    {
        using var folder = Volume.TryOpenFolder(BytePath.Parent(entry.Path), out var error);
        if (folder is null)
        {
            writer.Round.NotOpened(Volume, entry.Path, error);
            return;
        }

        var name = BytePath.Name(entry.Path);
        var stat = FileStat.Of(folder.Number, name);
        var link = stat.Kind == FileKind.Symlink;
        if (stat.Kind != entry.Stat.Kind)
        {
            return; // Replaced by something else; the next round sends that.
        }

        var record = BeginRecord(writer.Buffer, link ? RecordKind.Symlink : RecordKind.Node, entry.Path);
        Metadata.Write(writer.Buffer, stat, 0, null, ExtendedAttributes.PathOf(folder.Number, name));
        if (link)
        {
            var target = Linux.Entries.ReadLink(folder.Number, name);
            writer.Buffer.UInt16((ushort)target.Length).Bytes(target);
        }
        else
        {
            writer.Buffer.UInt64(stat.NodeDevice);
        }

        EndRecord(writer.Buffer, record, EntryIdentity.Of(Volume.Id, entry.Path, stat));
        writer.Round.Read(Volume, entry.Path, calm: true);
    }
}
