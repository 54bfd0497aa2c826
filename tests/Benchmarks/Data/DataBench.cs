using FleetMigrator.Benchmarks.Figures;
using FleetMigrator.Demo.Run;
using FleetMigrator.Demo.Sources;
using FleetMigrator.Demo.Stage;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.Benchmarks.Data;

/// <summary>
/// <c>./fleet bench data</c>: the Sync step of a real migration, with the form's defaults, against <c>rsync -aHAXS</c> of the same
/// server's file systems into a daemon on this machine, without TLS or compression. Both write to loop-mounted disks; the runs alternate
/// and the page cache is dropped before each. The server has a file of 4 GiB that is nearly all hole on each of its two disks. The peer
/// sends holes as zeros, which would drown everything else, so the figures that compare are taken without these two files, and one run
/// with them is shown beside.
/// </summary>
internal sealed class DataBench(Stage stage, SourceServer server)
{
    private const string Bucket = "fleet-transit-bench";
    private const string Peer = "rsync daemon";
    private const double Mega = 1e6;
    private const int QuickRuns = 3;
    private const int FullRuns = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("fleet-bench-").FullName;
        try
        {
            await using var stage = await Stage.Start(options.Built, folder, [$"cn-beijing/{Bucket}"], cancellation);
            await using var host = new MachineHost(Path.Combine(folder, "sources"));
            var size = options.Full ? new SourceServerOptions { SmallFiles = 40_000 } : new SourceServerOptions();
            var pristine = await new SourceServerBuilder(options.Built.Root("source"), options.Cache, host.Disks).Build(size, null, cancellation);
            await using var server = await SourceServer.Start(host, pristine, Path.Combine(folder, "server"), "bench", [Migration.Link(stage.RegionReady.Internet!, 1)], cancellation);
            return await new DataBench(stage, server).Measure(folder, options.Full ? FullRuns : QuickRuns, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<Figure>> Measure(string folder, int runs, CancellationToken cancellation)
    {
        var migration = new Migration(stage, server, "bench");
        await migration.Import((await stage.Fleet.CreateCode("bench", 1, cancellation)).InstallLine, _ => { }, cancellation);
        var whole = await Compare("with two sparse files of 4 GiB", 1, migration, folder, cancellation);
        var removed = await server.Exec("rm /opt/hard/sparse/four-gib /srv/data/hard/sparse/four-gib", cancellation: cancellation);
        if (removed.ExitCode != 0)
        {
            throw new DemoException($"the sparse files cannot be removed: {removed.Error.Trim()}", "Look at the server's disks.");
        }

        return [.. await Compare("without large sparse files", runs, migration, folder, cancellation), .. whole];
    }

    private async Task<IReadOnlyList<Figure>> Compare(string what, int runs, Migration migration, string folder, CancellationToken cancellation)
    {
        var (ours, peers) = (new List<Copied>(), new List<Copied>());
        for (var run = 1; run <= runs; run++)
        {
            ours.Add(await Sync(migration, cancellation));
            await using var rsync = await RsyncDaemon.Start(folder, stage.RegionReady.Internet!.Address, cancellation);
            peers.Add(await rsync.Copy(server.Machine, cancellation));
            Console.WriteLine($"{what}, run {run} of {runs}: {ours[^1].Took.TotalSeconds:0.0} s; {Peer} {peers[^1].Took.TotalSeconds:0.0} s");
        }

        var (mine, theirs) = (Seconds(ours), Seconds(peers));
        var bytes = ours[^1].Bytes / Mega;
        var name = $"{bytes:0} MB of a Debian server, {what}";
        return
        [
            new Figure(name, "wall time of the copy", "s", mine, Peer, theirs),
            new Figure(name, "speed, uncompressed", "MB/s", bytes / mine, Peer, bytes / theirs),
            new Figure(name, "on the wire", "MB", ours[^1].WireBytes / Mega, Peer, peers[^1].WireBytes / Mega),
        ];
    }

    private static double Seconds(List<Copied> runs) => FigureTable.Median(runs.Select(run => run.Took.TotalSeconds));

    /// <summary>A migration up to the end of its Sync step; then it is cancelled, which frees everything.</summary>
    private async Task<Copied> Sync(Migration migration, CancellationToken cancellation)
    {
        await PageCache.Drop(cancellation);
        await migration.Start(Bucket, speedLimitMbps: 0, cancellation);
        var job = await migration.Watch(job => job.Steps.Any(step => step is { Step: "Sync", State: "Succeeded" }), _ => { }, Limit, cancellation);
        await stage.Fleet.Act(migration.JobId, "cancel", cancellation);
        await migration.Watch(job => job.Status == "Deleted", _ => { }, Limit, cancellation);
        var step = job.Steps.Single(step => step.Step == "Sync");
        return new Copied(step.EndedAt!.Value - step.StartedAt!.Value, job.Sync!.Bytes, job.Sync.WireBytes);
    }
}
