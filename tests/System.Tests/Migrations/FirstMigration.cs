using System.Net.Sockets;
using System.Text.Json;
using FleetMigrator.Demo.Api;
using FleetMigrator.Demo.Boot;
using FleetMigrator.Demo.Leaks;
using FleetMigrator.Demo.Run;
using FleetMigrator.Demo.Sources;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Demo.Verify;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.System.Tests.Migrations;

/// <summary>
/// The demo's own path with a smaller server, run once for all tests of the class: import, migrate through three kills of the silo
/// and one each of agent and receiver, make an edge instance of the image, fetch the image, boot it, compare it, look what is left.
/// </summary>
public sealed class FirstMigration : IAsyncLifetime
{
    public const string Region = "cn-beijing";
    public const string Bucket = "fleet-transit-test";
    public const string Prefix = "test-server";

    /// <summary>Mbit/s: slow enough to look around and to kill three processes while data is being sent.</summary>
    private const int SlowTransfer = 64;

    private static readonly TimeSpan StepLimit = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(17));

    internal string Folder { get; private set; } = "";

    internal string InstallLine { get; private set; } = "";

    internal string RefusedAsUser { get; private set; } = "";

    internal string InstallOutput { get; private set; } = "";

    internal SourceInfo Online { get; private set; } = null!;

    internal string AgentFolder { get; private set; } = "";

    internal Observation Seen { get; private set; } = null!;

    internal JobInfo Syncing { get; private set; } = null!;

    internal JobInfo Finished { get; private set; } = null!;

    internal IReadOnlyList<string> EdgeImages { get; private set; } = [];

    internal EdgeBoot EdgeBoot { get; private set; } = null!;

    internal ConsoleImport ConsoleImport { get; private set; } = null!;

    internal BootReport Boot { get; private set; } = null!;

    internal VerificationReport Comparison { get; private set; } = null!;

    internal IReadOnlyList<string> LeftInRegion { get; private set; } = [];

    internal IReadOnlyList<string> LeftOnHost { get; private set; } = [];

    internal IReadOnlyList<JsonElement> Calls { get; private set; } = [];

    /// <summary>The account whose key the service was given.</summary>
    internal string Account { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a migration needs root");
        var built = Environment.GetEnvironmentVariable("FLEET_ARTEFACTS");
        Assert.SkipWhen(string.IsNullOrEmpty(built), "the programs are built by ./fleet test");
        var artefacts = new Artefacts(built!, Environment.GetEnvironmentVariable("FLEET_CACHE")!);
        var before = HostSnapshot.Take();
        Folder = Directory.CreateTempSubdirectory("fleet-migration-").FullName;
        await Migrate(artefacts, _limit.Token);
        LeftOnHost = HostSnapshot.Take().Since(before);
    }

    public ValueTask DisposeAsync()
    {
        _limit.Dispose();
        if (Folder.Length > 0 && Comparison is { Wrong.Count: 0 } && LeftOnHost.Count == 0)
        {
            Directory.Delete(Folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private async Task Migrate(Artefacts artefacts, CancellationToken cancellation)
    {
        await using var stage = await Stage.Start(artefacts, Folder, [$"{Region}/{Bucket}"], cancellation);
        await using var host = new MachineHost(Path.Combine(Folder, "sources"));
        var pristine = await new SourceServerBuilder(artefacts.Root("source"), artefacts.Cache, host.Disks).Build(SourceServerOptions.Small, null, cancellation);
        await using var server = await SourceServer.Start(host, pristine, Path.Combine(Folder, "server"), Prefix, [Migration.Link(stage.RegionReady.Internet!, 1)], cancellation);
        await using var download = new EdgeImageDownload(stage.RegionReady, Region, Bucket);
        var migration = new Migration(stage, server, Prefix);

        InstallLine = (await stage.Fleet.CreateCode("system-test", 1, cancellation)).InstallLine;
        var refused = await server.Exec($"chmod 755 /root; setpriv --reuid 65534 --regid 65534 --clear-groups sh -c '{InstallLine}'; echo exit $?", null, cancellation);
        RefusedAsUser = refused.Output + refused.Error;
        await migration.Import(InstallLine, _ => { }, cancellation);
        InstallOutput = migration.InstallOutput;
        Online = await stage.Fleet.Source(migration.SourceId, cancellation);
        AgentFolder = (await server.Exec("ls -A /smc/fleet-agent", null, cancellation)).Output;

        using var calls = new CallWatch(stage.RegionData);
        await migration.Start(Bucket, SlowTransfer, cancellation);
        Syncing = await migration.Watch(job => job.Step == "Sync" && job.Progress is { DoneBytes: > 1 << 20, BytesPerSecond: > 0, TimeLeft: not null }, _ => { }, StepLimit, cancellation);
        Seen = await Observe(download, server, Syncing.InstanceId!, cancellation);
        await KillAndRestart(stage, cancellation);
        KillOne("fleet-agent run");
        KillOne("fleet-receiver run");
        foreach (var action in (string[])["CreateImage", "ImportImage"])
        {
            await calls.Made(action, StepLimit, cancellation);
            await KillAndRestart(stage, cancellation);
        }

        Finished = await migration.Watch(job => job.Status == "Finished", _ => { }, StepLimit, cancellation);
        EdgeImages = [.. (await download.Cloud.EdgeImages.List(cancellation)).Select(image => $"{image.Id} {image.Name} {image.Status}")];
        EdgeBoot = await EdgeBoot.Run(download.Cloud, stage.RegionReady, Finished.EdgeImageId!, cancellation);
        var disks = await download.Fetch(Finished.EdgeImageId!, Folder, cancellation);
        LeftInRegion = await RegionLeftovers.List(download.Cloud, Region, Bucket, cancellation);
        Calls = calls.Read();
        using (var credentials = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(stage.RegionData, "credentials.json"), cancellation)))
        {
            Account = credentials.RootElement.GetProperty("AccountId").GetString()!;
        }

        ConsoleImport = await ConsoleImport.Run(download.Cloud, stage.Fleet, cancellation);
        await server.Stop(cancellation);
        Boot = await QemuBoot.Run(disks, Folder, "root", "demo", TimeSpan.FromMinutes(5), cancellation);
        Comparison = await ImageVerification.Run([server.Disks.Root, server.Disks.Data], disks, Folder, cancellation);
    }

    private static async Task KillAndRestart(Stage stage, CancellationToken cancellation)
    {
        await stage.KillSilo();
        await stage.StartSilo(cancellation);
    }

    private static void KillOne(string words)
    {
        var processes = HostProcesses.Find(words);
        Assert.True(processes.Count > 0, $"no process '{words}' is running");
        Signals.Send(processes[^1], Signals.Kill);
    }

    private static async Task<Observation> Observe(EdgeImageDownload download, SourceServer server, string instanceId, CancellationToken cancellation)
    {
        var instance = (await download.Cloud.Compute.FindInstance(Region, instanceId, cancellation))!;
        var disks = await download.Cloud.Compute.DisksOf(Region, instanceId, cancellation);
        var connections = (await server.Exec("ss -Htn state established | awk '{print $4}'", null, cancellation)).Output;
        var ports = await Task.WhenAll(((int[])[22, 80, 443, 8080, 8703, 9090]).Select(async port => (Port: port, Open: await Answers(instance.PublicAddress!, port, cancellation))));
        var open = ports.Where(port => port.Open).Select(port => port.Port).ToList();

        // As one of the receiver's own processes: the same control group, devices, folders and rights.
        var receiver = HostProcesses.Find("fleet-receiver run")[^1];
        var loop = server.Machine.Spec.Disks[0].Loop.Number;
        var (_, output, errors) = await Tool.Try(
            "sh",
            [
                "-c", "echo $$ > \"$0\" && exec nsenter \"$@\"", HostProcesses.ControlGroup(receiver),
                "--target", $"{receiver}", "--mount", "--pid", "--root", "--wdns=/", "sh", "-c",
                $"mknod /tmp/thief b 7 {loop} && head -c 512 /tmp/thief | wc -c; rm -f /tmp/thief; ls {server.Disks.Root}",
            ],
            cancellation);
        return new Observation(instance, disks, connections.Split('\n', StringSplitOptions.RemoveEmptyEntries), open, output + errors);
    }

    private static async Task<bool> Answers(string address, int port, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await socket.ConnectAsync(address, port, patience.Token);
            return true;
        }
        catch (Exception refusal) when (refusal is SocketException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }
}
