using System.Diagnostics;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Tests.Machines;

[Trait("Kind", "system")]
public sealed class MachineCrashTests
{
    private const string FolderVariable = "MACHINE_OWNER_FOLDER";

    [Fact]
    public async Task After_its_owner_was_killed_a_machine_is_adopted_and_then_removed_without_a_rest()
    {
        await using var lab = await MachineLab.Open();
        await lab.Host.DisposeAsync();
        using var owner = StartOwner(lab.Folder);
        string? line;
        do
        {
            line = await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(line);
        }
        while (!line.Contains("machine started", StringComparison.Ordinal));
        owner.Kill();
        await owner.WaitForExitAsync(TestContext.Current.CancellationToken);

        lab.Reopen();
        Assert.Equal(["owned"], lab.Host.Known());
        var machine = lab.Host.Adopt("owned", _ => new MetadataResponse(200, "again"));
        Assert.NotNull(machine);
        Assert.Equal("again", (await machine.Exec("curl -s http://100.100.100.200/")).Output);
        Assert.Equal(0, (await machine.Exec("head -c 512 /dev/vdb >/dev/null")).ExitCode);
        var kinds = (await LeftBehind.List(lab.Folder)).Select(rest => rest.Kind).ToHashSet();
        Assert.Superset(
            new HashSet<LeftoverKind> { LeftoverKind.LoopDevice, LeftoverKind.NetworkNamespace, LeftoverKind.Bridge, LeftoverKind.Link, LeftoverKind.Cgroup, LeftoverKind.Process },
            kinds);

        await lab.Host.CleanUp(TestContext.Current.CancellationToken);
        Assert.False(machine.IsRunning);
        Assert.Empty(await LeftBehind.List(lab.Folder));
    }

    [Fact]
    public async Task A_record_of_a_process_that_ended_is_not_adopted()
    {
        await using var lab = await MachineLab.Open();
        var machine = await lab.Host.Start(lab.Spec("gone"));
        await lab.Host.DisposeAsync();
        using (var process = Process.GetProcessById(machine.ProcessId))
        {
            process.Kill();
        }

        await machine.WaitForEnd(TestContext.Current.CancellationToken);
        lab.Reopen();
        Assert.Null(lab.Host.Adopt("gone"));
        await lab.Host.Start(lab.Spec("gone"));
    }

    /// <summary>Not a test: the process that the test above kills. It runs only when asked for by name.</summary>
    [Fact(Explicit = true)]
    public async Task Runs_as_the_owner()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.NotNull(folder);
        var host = new MachineHost(folder);
        var network = await host.Networks.OpenInternet();
        var file = Path.Combine(folder, "disk.raw");
        await using (var stream = File.Create(file))
        {
            stream.SetLength(64 << 20);
        }

        await host.Start(
            new MachineSpec
            {
                Id = "owned",
                HostName = "owned",
                Root = new OverlayRoot(await PublicImage.Folder(), Path.Combine(folder, "root")),
                Disks = [new MachineDisk("vdb", await host.Disks.Attach(file))],
                Links = [new MachineLink(network.Bridge, "eth0", $"{network.Address(9)}/24")],
            },
            _ => new MetadataResponse(200, "first"));
        await Console.Out.WriteLineAsync("machine started");
        await Console.Out.FlushAsync(TestContext.Current.CancellationToken);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }

    private static Process StartOwner(string folder)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "FleetMigrator.LocalRegion.Tests"),
            ["-explicit", "only", "-method", $"*{nameof(Runs_as_the_owner)}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment[FolderVariable] = folder;
        return Process.Start(start)!;
    }
}
