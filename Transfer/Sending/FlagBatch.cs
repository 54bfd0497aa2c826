using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Inode flags that forbid changes, after all changes.</summary>
internal sealed class FlagBatch(OpenVolume volume, IReadOnlyList<byte[]> paths) : BatchUnit(volume)
{
    protected override void Fill(UnitWriter writer)
    {
        foreach (var path in paths)
        {
            using var file = Volume.TryOpen(path, OpenFlags.Read, out var error);
            if (file is null)
            {
                writer.Round.NotOpened(Volume, path, error);
                continue;
            }

            var record = BeginRecord(writer.Buffer, RecordKind.Flags, path);
            writer.Buffer.UInt32(InodeFlags.Get(file));
            EndRecord(writer.Buffer, record, EntryIdentity.None);
        }
    }
}
