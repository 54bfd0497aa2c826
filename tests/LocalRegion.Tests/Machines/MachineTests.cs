using System.Net;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Tests.Machines;

[Trait("Kind", "system")]
public sealed class MachineTests
{
    [Fact]
    public async Task Two_machines_meet_on_their_switch_at_the_allowed_port_only()
    {
        await using var lab = await MachineLab.Open();
        var bridge = await lab.Host.Networks.OpenSwitch("vsw-1");
        var server = await lab.Host.Start(lab.Spec("server") with
        {
            Links = [new MachineLink(bridge, "eth0", "172.16.0.2/24")],
            Firewall = [new InboundRule("tcp", 8080, 8080, "172.16.0.0/24")],
        });
        var client = await lab.Host.Start(lab.Spec("client") with { Links = [new MachineLink(bridge, "eth0", "172.16.0.3/24")] });
        await using var open = new MetadataServer(server.Listen(IPAddress.Any, 8080), _ => new MetadataResponse(200, "open"));
        await using var closed = new MetadataServer(server.Listen(IPAddress.Any, 9090), _ => new MetadataResponse(200, "closed"));

        Assert.Equal("open", (await client.Exec("curl -s -m 5 http://172.16.0.2:8080/")).Output);
        Assert.Equal(28, (await client.Exec("curl -s -m 1 http://172.16.0.2:9090/")).ExitCode);

        await server.SetFirewall([new InboundRule("all", 0, 0, "0.0.0.0/0")]);
        Assert.Equal("closed", (await client.Exec("curl -s -m 5 http://172.16.0.2:9090/")).Output);
    }

    [Fact]
    public async Task The_host_is_reached_on_the_internet_network_and_two_regions_have_different_ones()
    {
        await using var lab = await MachineLab.Open();
        await using var other = await MachineLab.Open();
        var network = await lab.Host.Networks.OpenInternet();
        Assert.NotEqual(network, await other.Host.Networks.OpenInternet());
        Assert.Equal(network, await lab.Host.Networks.OpenInternet());
        var machine = await lab.Host.Start(lab.Spec("m") with
        {
            Links = [new MachineLink(network.Bridge, "eth1", $"{network.Address(10)}/24")],
        });
        using var listener = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(network.HostAddress, 0));
        listener.Listen();
        await using var server = new MetadataServer(listener, _ => new MetadataResponse(200, "host"));
        var answer = await machine.Exec($"curl -s -m 5 http://{network.HostAddress}:{((IPEndPoint)listener.LocalEndPoint!).Port}/");
        Assert.Equal("host", answer.Output);
    }

    [Fact]
    public async Task A_machine_sees_its_own_name_processes_and_files_and_none_of_the_host()
    {
        await using var lab = await MachineLab.Open();
        var machine = await lab.Host.Start(lab.Spec("alone"));
        var seen = await machine.Exec("hostname 2>/dev/null || cat /proc/sys/kernel/hostname; cat /proc/1/comm; cat /proc/mounts; ls / /dev /sys/block /sys/class/block; cat /proc/partitions; ls /proc/1/root/");
        Assert.Equal(0, seen.ExitCode);
        Assert.StartsWith("alone\n", seen.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(lab.Folder, seen.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("loop", seen.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("vda", seen.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await machine.Exec($"ls {lab.Folder} {AppContext.BaseDirectory}")).ExitCode);
        Assert.NotEqual(0, (await machine.Exec("nsenter --target 1 --mount ls " + lab.Folder)).ExitCode);
    }

    [Fact]
    public async Task User_data_runs_once_and_the_boot_script_at_each_start()
    {
        await using var lab = await MachineLab.Open();
        var spec = lab.Spec("twice") with { BootScript = "echo boot >>/root/trace", UserData = "#!/bin/sh\necho data >>/root/trace" };
        var first = await lab.Host.Start(spec);
        await Until(first, "grep -q data /root/trace");
        await first.Stop(TimeSpan.FromSeconds(5));
        Assert.False(first.IsRunning);
        var second = await lab.Host.Start(spec);
        await Until(second, "test $(grep -c boot /root/trace) = 2");
        Assert.Equal("1\n", (await second.Exec("grep -c data /root/trace")).Output);
    }

    [Fact]
    public async Task Metadata_answers_at_its_real_address()
    {
        await using var lab = await MachineLab.Open();
        var machine = await lab.Host.Start(
            lab.Spec("meta"),
            request => request.Path == "/latest/meta-data/instance-id"
                ? new MetadataResponse(200, "i-1")
                : request.Method == "PUT" ? new MetadataResponse(200, request.Headers["X-Wish"]) : new MetadataResponse(404, "no"));
        var answers = await machine.Exec("curl -s http://100.100.100.200/latest/meta-data/instance-id; "
            + "curl -s -X PUT -H 'X-Wish: token' -d body http://100.100.100.200/latest/api/token; "
            + "curl -s -w '%{http_code}' http://100.100.100.200/x http://100.100.100.200/y");
        Assert.Equal("i-1tokenno404no404", answers.Output);
    }

    [Fact]
    public async Task Background_processes_of_a_command_live_on_and_end_with_the_machine()
    {
        await using var lab = await MachineLab.Open();
        var machine = await lab.Host.Start(lab.Spec("daemon"));
        var lines = new List<string>();
        var result = await machine.Exec("sleep 1000 & echo one; echo two >&2; exit 7", line => { lock (lines) { lines.Add(line); } });
        Assert.Equal(7, result.ExitCode);
        Assert.Equal(["one", "two"], lines.Order(StringComparer.Ordinal));
        Assert.Equal(0, (await machine.Exec("grep -q sleep /proc/[0-9]*/comm")).ExitCode);
        await machine.Stop();
        Assert.Empty(await LeftBehind.List(lab.Folder));
    }

    [Fact]
    public async Task A_start_that_fails_says_why_and_leaves_nothing()
    {
        await using var lab = await MachineLab.Open();
        var refused = await Assert.ThrowsAsync<MachineException>(() => lab.Host.Start(lab.Spec("broken") with
        {
            Root = new OverlayRoot("/nonexistent", Path.Combine(lab.Folder, "w")),
        }));
        Assert.Contains("/nonexistent", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await LeftBehind.List(lab.Folder));
        Assert.Empty(lab.Host.Known());
    }

    internal static async Task Until(Machine machine, string condition)
    {
        // The wait is in the machine: the command itself ends when the condition holds.
        var result = await machine.Exec($"n=0; until {condition} 2>/dev/null; do n=$((n+1)); [ $n -lt 200 ] || exit 1; sleep 0.05; done");
        Assert.True(result.ExitCode == 0, $"never true: {condition}; log: {File.ReadAllText(machine.LogFile)}");
    }
}
