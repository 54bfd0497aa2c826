using FleetMigrator.Benchmarks.Figures;
using FleetMigrator.Demo.Run;
using FleetMigrator.Demo.Sources;
using FleetMigrator.Demo.Stage;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.Benchmarks.Data;

/// <summary>
/// <c>./fleet bench data</c>: the Sync step of a real migration, with the form's defaults, against <c>rsync -aHAXS</c> of the same
/// server's file systems into a daemon on this machine, without TLS or compression. Both write to loop-mounted disks; the runs alternate
/// and the page cache is dropped before each.
/// </summary>
internal sealed class DataBench(Stage stage, SourceServer server)
{
    private const string Bucket = "fleet-transit-bench";
    private const string Peer = "rsync daemon";
    private const double Mega = 1e6;
    private const int QuickRuns = 3;
    private const int FullRuns = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private readonly List<(double Ours, double Peers)> _runs = [];
    private long _bytes;
    private long _wire;

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
        for (var run = 1; run <= runs; run++)
        {
            var ours = await Sync(migration, cancellation);
            await using var rsync = await RsyncDaemon.Start(folder, stage.RegionReady.Internet!.Address, cancellation);
            var peers = await rsync.Copy(server.Machine, cancellation);
            _runs.Add((ours.TotalSeconds, peers.TotalSeconds));
            Console.WriteLine($"run {run} of {runs}: {ours.TotalSeconds:0.0} s; {Peer} {peers.TotalSeconds:0.0} s");
        }

        var (mine, theirs) = (FigureTable.Median(_runs.Select(run => run.Ours)), FigureTable.Median(_runs.Select(run => run.Peers)));
        var name = $"{_bytes / Mega:0} MB of a Debian server";
        return
        [
            new Figure(name, "wall time of the copy", "s", mine, Peer, theirs),
            new Figure(name, "speed, uncompressed", "MB/s", _bytes / Mega / mine, Peer, _bytes / Mega / theirs),
            new Figure(name, "on the wire", "MB", _wire / Mega),
        ];
    }

    /// <summary>A migration up to the end of its Sync step; then it is cancelled, which frees everything.</summary>
    private async Task<TimeSpan> Sync(Migration migration, CancellationToken cancellation)
    {
        await PageCache.Drop(cancellation);
        await migration.Start(Bucket, speedLimitMbps: 0, cancellation);
        var job = await migration.Watch(job => job.Steps.Any(step => step is { Step: "Sync", State: "Succeeded" }), _ => { }, Limit, cancellation);
        await stage.Fleet.Act(migration.JobId, "cancel", cancellation);
        await migration.Watch(job => job.Status == "Deleted", _ => { }, Limit, cancellation);
        var step = job.Steps.Single(step => step.Step == "Sync");
        (_bytes, _wire) = (job.Sync!.Bytes, job.Sync.WireBytes);
        return step.EndedAt!.Value - step.StartedAt!.Value;
    }
}
