using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>A file that goes in ranges, perhaps over several streams at once.</summary>
internal sealed class LargeFile(OpenVolume volume, ScannedEntry entry)
{
    private const int MostRestarts = 3;

    private int _open;
    private int _restarts;

    public ScannedEntry Entry { get; } = entry;

    /// <summary>Names this state of the file, and the place where its ranges gather on the target.</summary>
    public UInt128 Token => Entry.Identity;

    /// <summary>It changed or vanished since the scan, so it must not be remembered as finished.</summary>
    public bool Changed { get; set; }

    public bool Gone { get; set; }

    /// <summary>Queues the ranges that the receiver doesn't have.</summary>
    /// <param name="urgent">Past the queue's bound: for threads that empty the queue.</param>
    public void Queue(SendRound round, bool urgent) => Queue(round, all: false, urgent);

    /// <summary>Queues all ranges, because the receiver lost them.</summary>
    /// <exception cref="TransferException">It lost them too often.</exception>
    public void Restart(SendRound round)
    {
        if (++_restarts > MostRestarts)
        {
            throw new TransferException(TransferFailure.Damaged, $"the receiver lost the ranges of {NameText.Readable(Entry.Path)} again and again");
        }

        Queue(round, all: true, urgent: true);
    }

    private void Queue(SendRound round, bool all, bool urgent)
    {
        var units = new List<RangeUnit>();
        for (long offset = 0; offset < Entry.Stat.Size; offset += ContentHash.RangeLength)
        {
            var unit = new RangeUnit(volume, this, offset, Math.Min(ContentHash.RangeLength, Entry.Stat.Size - offset));
            if (!all && round.Have.Contains(EntryIdentity.OfRange(Token, offset)))
            {
                volume.Done(unit.Weight, 0);
                continue;
            }

            units.Add(unit);
        }

        _open = units.Count;
        if (units.Count == 0)
        {
            End(round);
            return;
        }

        foreach (var unit in units)
        {
            round.Queue.Add(unit, urgent);
        }
    }

    public void RangeApplied(SendRound round)
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            End(round);
        }
    }

    private void End(SendRound round) => round.Queue.Add(new LargeFileEnd(volume, this), urgent: true);
}
