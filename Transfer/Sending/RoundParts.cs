using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>
/// The parts of a round in their order, each behind a barrier: content; content of files with several names; their other names;
/// deletions; folders' metadata (everything before moves their times); flags that forbid changes.
/// </summary>
internal sealed class RoundParts(SendSession session, SendRound round, IReadOnlyList<OpenVolume> volumes, FrameWriter control, bool reportSeen)
{
    private const int BatchLength = 256;

    /// <summary>Runs them all.</summary>
    /// <returns>Entries deleted on the target.</returns>
    public long Run()
    {
        var scans = volumes.Select(volume => (volume, new VolumeScanner(volume, round, reportSeen))).ToList();
        ScanAll(scans);
        round.Queue.WaitUntilIdle();
        var links = scans.ConvertAll(scan => (scan.volume, SendLinked(scan.Item2)));
        round.Queue.WaitUntilIdle();
        foreach (var (volume, named) in links)
        {
            foreach (var part in named.Chunk(BatchLength))
            {
                round.Queue.Add(new LinkBatch(volume, part));
            }
        }

        round.Queue.WaitUntilIdle();
        var deleted = reportSeen ? scans.Sum(scan => Prune(scan.volume, scan.Item2)) : 0;
        SendPaths(scans, scan => scan.Changed, (volume, paths) => new FolderBatch(volume, paths));
        SendPaths(scans, scan => scan.Guarded, (volume, paths) => new FlagBatch(volume, paths));
        return deleted;
    }

    private void ScanAll(List<(OpenVolume, VolumeScanner Scanner)> scans)
    {
        var threads = scans.ConvertAll(scan => new Thread(() => session.Guard(scan.Scanner.Run)) { IsBackground = true, Name = "scan" });
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    // Names of one inode that the receiver has are names of one inode there; a name that it has therefore serves as the first one.
    private List<(ScannedEntry, byte[])> SendLinked(VolumeScanner scan)
    {
        var links = new List<(ScannedEntry, byte[])>();
        foreach (var names in scan.Linked.Values)
        {
            var first = names.Find(name => round.Have.Contains(name.Identity));
            if (first is null)
            {
                first = names[0];
                scan.Emit(first);
            }

            links.AddRange(names.Where(name => name != first && !round.Have.Contains(name.Identity)).Select(name => (name, first.Path)));
        }

        scan.FlushBatch();
        return links;
    }

    private long Prune(OpenVolume volume, VolumeScanner scan)
    {
        if (!scan.Complete)
        {
            return 0;
        }

        control.Write(FrameType.Prune, new ByteWriter(32).Int32(volume.Id).Int64(scan.SeenCount).UInt64(scan.SeenSum).Written);
        return new ByteReader(session.Replies.Expect(FrameType.Pruned)).Int64();
    }

    private void SendPaths(
        List<(OpenVolume Volume, VolumeScanner Scanner)> scans, Func<VolumeScanner, List<byte[]>> paths, Func<OpenVolume, byte[][], WorkUnit> unit)
    {
        foreach (var (volume, scanner) in scans)
        {
            foreach (var part in paths(scanner).Chunk(BatchLength))
            {
                round.Queue.Add(unit(volume, part));
            }
        }

        round.Queue.WaitUntilIdle();
    }
}
