using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Gives a large file its metadata and its name, when all ranges are on the target.</summary>
internal sealed class LargeFileEnd(OpenVolume volume, LargeFile file) : BatchUnit(volume)
{
    public override void Applied(SendRound round) => Volume.Done(0, 1);

    public override void Refused(SendRound round) => file.Restart(round);

    protected override void Fill(UnitWriter writer)
    {
        using var source = file.Gone ? null : Volume.TryOpen(file.Entry.Path, OpenFlags.Read, out _);
        if (source is null)
        {
            writer.Round.Vanished(Volume, file.Entry.Path);
            return; // Its ranges on the target are swept up at the end of the round.
        }

        var stat = source.Stat();
        var record = BeginRecord(writer.Buffer, RecordKind.LargeFile, file.Entry.Path);
        Metadata.Write(writer.Buffer, stat, InodeFlags.Get(source), source, null);
        writer.Buffer.UInt128(file.Token).Int64(file.Entry.Stat.Size);
        var calm = !file.Changed && stat.SameContentAs(file.Entry.Stat) && source.Stat().SameContentAs(stat);
        EndRecord(writer.Buffer, record, calm ? file.Token : EntryIdentity.None);
        writer.Round.Read(Volume, file.Entry.Path, calm);
    }
}
