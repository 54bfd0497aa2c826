using FleetMigrator.Transfer.Files;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Further names of files that are on the target by now.</summary>
internal sealed class LinkBatch(OpenVolume volume, IReadOnlyList<(ScannedEntry Name, byte[] Existing)> links) : BatchUnit(volume)
{
    public override void Applied(SendRound round) => Volume.Done(links.Sum(link => link.Name.Weight), links.Count);

    protected override void Fill(UnitWriter writer)
    {
        foreach (var (name, existing) in links)
        {
            var record = BeginRecord(writer.Buffer, RecordKind.Link, name.Path);
            writer.Buffer.UInt16((ushort)existing.Length).Bytes(existing);
            EndRecord(writer.Buffer, record, name.Identity);
        }
    }
}
