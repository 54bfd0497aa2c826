using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Metadata of folders, after everything below them.</summary>
internal sealed class FolderBatch(OpenVolume volume, IReadOnlyList<byte[]> paths) : BatchUnit(volume)
{
    public override void Applied(SendRound round) => Volume.Done(0, Entries);

    protected override void Fill(UnitWriter writer)
    {
        foreach (var path in paths)
        {
            using var folder = Volume.TryOpenFolder(path, out var error);
            if (folder is null)
            {
                writer.Round.NotOpened(Volume, path, error);
                continue;
            }

            var stat = folder.Stat();
            var record = BeginRecord(writer.Buffer, RecordKind.Folder, path);
            Metadata.Write(writer.Buffer, stat, InodeFlags.Get(folder), folder, null);
            EndRecord(writer.Buffer, record, EntryIdentity.Of(Volume.Id, path, stat));
        }
    }
}
