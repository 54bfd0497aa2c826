using System.Diagnostics;
using FleetMigrator.Demo.Api;
using FleetMigrator.Demo.Boot;
using FleetMigrator.Demo.Leaks;
using FleetMigrator.Demo.Sources;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Demo.Verify;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.Demo.Run;

/// <summary><c>./fleet demo</c>: from an empty folder to an edge image that was booted and compared.</summary>
internal sealed class DemoRun(DemoOptions options)
{
    private const string BucketRegion = "cn-beijing";

    private static readonly TimeSpan JobLimit = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Without the time that <c>--keep</c> leaves everything running.</summary>
    private TimeSpan _took;

    public async Task<int> Run(CancellationToken cancellation)
    {
        var artefacts = new Artefacts(options.Artefacts, options.Cache);
        var before = HostSnapshot.Take();
        var folder = Directory.CreateTempSubdirectory("fleetmigrator-demo-").FullName;
        var failed = false;
        try
        {
            Tell($"Everything of this run lies in {folder}");
            var images = await Migrate(artefacts, folder, cancellation);
            Tell($"Edge image: {string.Join(", ", images)}");
            failed = !ProveNothingLeft(before);
            Finish(folder, images);
            return failed ? 1 : 0;
        }
        catch
        {
            failed = true;
            throw;
        }
        finally
        {
            if (failed)
            {
                Tell($"The logs are in {folder}");
            }
        }
    }

    private async Task<List<string>> Migrate(Artefacts artefacts, string folder, CancellationToken cancellation)
    {
        var bucket = "fleet-transit-demo";
        await using var stage = await Stage.Stage.Start(artefacts, folder, [$"{BucketRegion}/{bucket}"], cancellation);
        Tell($"The local region answers at {stage.RegionReady.Endpoint}, the service is ready.");
        Tell($"Dashboard: {stage.SiloReady.PeopleUrl}/?token={stage.SiloReady.Token}");

        await using var host = new MachineHost(Path.Combine(folder, "sources"), Tell);
        var migrations = await StartServers(artefacts, stage, host, folder, cancellation);
        try
        {
            var code = await stage.Fleet.CreateCode("demo", options.Servers, cancellation);
            Tell($"Activation code created. The line that each server runs:\n  {code.InstallLine}");
            foreach (var migration in migrations)
            {
                await migration.Import(code.InstallLine, Tell, cancellation);
                Tell($"{migration.Name}: Migration source online");
            }

            var jobs = await Task.WhenAll(migrations.Select(migration => Walk(migration, bucket, cancellation)));
            var images = new List<string>();
            foreach (var (migration, job) in migrations.Zip(jobs))
            {
                images.Add(await Prove(stage, migration, job, bucket, folder, cancellation));
            }

            await ProveRegionEmpty(stage, bucket, cancellation);
            _took = _clock.Elapsed;
            if (options.Keep)
            {
                await Wait(stage, cancellation);
            }

            return images;
        }
        finally
        {
            foreach (var migration in migrations)
            {
                await migration.Server.DisposeAsync();
            }
        }
    }

    private async Task<List<Migration>> StartServers(Artefacts artefacts, Stage.Stage stage, MachineHost host, string folder, CancellationToken cancellation)
    {
        var internet = stage.RegionReady.Internet ?? throw new DemoException("the local region has no network", "Run as root.");
        var size = options.Small ? SourceServerOptions.Small : new SourceServerOptions();
        var pristine = await new SourceServerBuilder(artefacts.Root("source"), artefacts.Cache, host.Disks).Build(size, Tell, cancellation);
        var migrations = new List<Migration>();
        for (var number = 1; number <= options.Servers; number++)
        {
            var name = $"demo-server-{number}";
            var server = await SourceServer.Start(host, pristine, Path.Combine(folder, name), name, [Migration.Link(internet, number)], cancellation);
            migrations.Add(new Migration(stage, server, name));
            Tell($"{name} runs: a Debian server on disks of its own, with a network of its own.");
        }

        return migrations;
    }

    private async Task<JobInfo> Walk(Migration migration, string bucket, CancellationToken cancellation)
    {
        await migration.Start(bucket, speedLimitMbps: 0, cancellation);
        Tell($"{migration.Name}: migration {migration.JobId} started");
        var printer = new ProgressPrinter(options.Servers > 1 ? $"{migration.Name}  " : "  ", alone: options.Servers == 1);
        return await migration.Watch(job => job.Status == "Finished", printer.Show, JobLimit, cancellation);
    }

    private async Task<string> Prove(Stage.Stage stage, Migration migration, JobInfo job, string bucket, string folder, CancellationToken cancellation)
    {
        if (job.Sync is { } sync)
        {
            Tell($"{migration.Name}: {sync.Files} entries, {ProgressPrinter.Size(sync.Bytes)} in {sync.Rounds} rounds, {ProgressPrinter.Size(sync.WireBytes)} on the wire");
        }

        Tell($"{migration.Name}: {job.Changes.Count} changes for the edge node, listed on the job's page; among them:");
        foreach (var change in job.Changes.Where(change => !change.Contains("/boot/grub/", StringComparison.Ordinal)).Take(12))
        {
            Tell($"  {change}");
        }

        var target = Directory.CreateDirectory(Path.Combine(folder, $"{migration.Name}-image")).FullName;
        await using var download = new EdgeImageDownload(stage.RegionReady, BucketRegion, bucket);
        var disks = await download.Fetch(job.EdgeImageId!, target, cancellation);
        Tell($"{migration.Name}: downloaded {disks.Count} disks of image {job.EdgeImageId}; booting it from its own boot loader");
        var boot = await QemuBoot.Run(disks, target, "root", "demo", BootLimit, cancellation);
        Tell($"{migration.Name}: login prompt after {boot.ToLogin.TotalSeconds:0} s; mounted: {string.Join(", ", boot.Mounts)}");
        foreach (var mount in (string[])["/", "/srv/data"])
        {
            if (!boot.Mounts.Contains(mount, StringComparer.Ordinal))
            {
                throw new DemoException($"{mount} is not mounted in the booted image", "Read the console's log.", Path.Combine(target, "console.log"));
            }
        }

        await migration.Server.Stop(cancellation);
        var report = await ImageVerification.Run([migration.Server.Disks.Root, migration.Server.Disks.Data], disks, target, cancellation);
        foreach (var group in report.Expected.GroupBy(pair => pair.Reason))
        {
            Tell($"  differs as it must ({group.Key}): {string.Join(", ", group.Select(pair => TreeLister.Show(pair.Difference.Path)).Distinct().Take(6))}");
        }

        foreach (var difference in report.Wrong.Take(20))
        {
            Tell($"  WRONG {difference.What} of {TreeLister.Show(difference.Path)}: '{difference.Source}' became '{difference.Image}'");
        }

        return report.Wrong.Count == 0
            ? Said($"{migration.Name}: {report.Entries} entries compared, equal in every respect", $"{job.EdgeImageId} ({disks[0]})")
            : throw new DemoException($"{report.Wrong.Count} entries of the image differ from the source", "Report this: a copy must be faithful.");
    }

    private async Task ProveRegionEmpty(Stage.Stage stage, string bucket, CancellationToken cancellation)
    {
        await using var download = new EdgeImageDownload(stage.RegionReady, BucketRegion, bucket);
        var left = await RegionLeftovers.List(download.Cloud, BucketRegion, bucket, cancellation);
        Tell(left.Count == 0 ? "Nothing temporary is left in the region." : $"LEFT in the region: {string.Join(", ", left)}");
        if (left.Count > 0)
        {
            throw new DemoException("the migration left something in the region", "Report this: a migration must clean up.");
        }
    }

    private bool ProveNothingLeft(HostSnapshot before)
    {
        var left = HostSnapshot.Take().Since(before);
        Tell(left.Count == 0 ? "Nothing is left on this host: no loop device, mount, network or process." : $"LEFT on the host: {string.Join("; ", left)}");
        return left.Count == 0;
    }

    private async Task Wait(Stage.Stage stage, CancellationToken cancellation)
    {
        Tell($"Everything goes on running. Dashboard: {stage.SiloReady.PeopleUrl}/?token={stage.SiloReady.Token}\nPress Ctrl-C to end it.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            Tell("Ending.");
        }
    }

    private void Finish(string folder, List<string> images)
        => Tell($"""
            {images.Count} server{(images.Count == 1 ? "" : "s")} migrated in {_took.TotalSeconds:0} s. Images and logs: {folder}
            Next:
              sudo ./fleet demo --keep     look at the dashboard while everything runs
              sudo ./fleet up              run the service for your own servers
              sudo ./fleet test            run every test
            """);

    private string Said(string line, string result)
    {
        Tell(line);
        return result;
    }

    private void Tell(string line) => Console.WriteLine($"[{_clock.Elapsed.TotalSeconds,5:0}s] {line}");
}
