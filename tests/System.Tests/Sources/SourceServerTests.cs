using System.Diagnostics;
using FleetMigrator.Demo.Sources;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.System.Tests.Sources;

[Trait("Kind", "system")]
public sealed class SourceServerTests
{
    [Fact]
    public async Task A_source_server_runs_from_its_own_disks_with_every_hard_file_and_leaves_clean_file_systems()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a source server needs root");
        var cache = Environment.GetEnvironmentVariable("FLEET_CACHE") ?? "/var/cache/fleetmigrator";
        var tar = Path.Combine(cache, "source.tar");
        Assert.SkipUnless(File.Exists(tar), $"{tar} is missing; deploy/images/build-images.sh {cache} source makes it");
        var folder = Directory.CreateTempSubdirectory("source-server-").FullName;
        await using var host = new MachineHost(Path.Combine(folder, "state"));
        try
        {
            var said = new List<string>();
            var pristine = await new SourceServerBuilder(tar, cache, host.Disks).Build(SourceServerOptions.Small, said.Add);
            var network = await host.Networks.OpenInternet();
            var server = await SourceServer.Start(
                host, pristine, Path.Combine(folder, "disks"), "web-1", [new MachineLink(network.Bridge, "eth0", $"{network.Address(20)}/24")]);

            await Check(server, "mount table", "findmnt -n -o SOURCE,FSTYPE / && findmnt -n -o SOURCE,FSTYPE /srv/data", "/dev/vda2 ext4\n/dev/vdb1 xfs\n");
            await Check(server, "disks", "ls /sys/block && cat /sys/block/vda/vda3/partition && cat /etc/hostname", "vda\nvdb\n3\nweb-1\n");
            foreach (var place in (string[])["/opt/hard", "/srv/data/hard"])
            {
                await Check(server, "links", $"stat -c %h {place}/links/first; readlink {place}/links/dangling", "3\n/nowhere/at/all\n");
                await Check(server, "sparse", $"stat -c %s {place}/sparse/four-gib; test $(stat -c %b {place}/sparse/four-gib) -lt 1000 && echo few", "4294967296\nfew\n");
                await Check(server, "rights", $"getcap {place}/rights/capable | cut -d' ' -f2; stat -c %a {place}/rights/set-uid", "cap_net_bind_service,cap_net_raw=ep\n4755\n");
                await Check(server, "times", $"stat -c %Y {place}/times/of-1969 {place}/times/of-2100", "-14182940\n4102444800\n");
                await Check(server, "lists", $"getfacl -pc {place}/acl/inherits | grep -c default:user:12345:rw-", "1\n");
                await Check(server, "attributes", $"getfattr --only-values -n user.note {place}/attributes/file", "a note with spaces");
                await Check(server, "specials", $"cd {place}/special; test -p pipe && test -S socket && test -b disk && test -c whiteout && ls ../names | wc -l", "13\n");
            }

            var growing = await server.Exec($"a=$(wc -l <{SourceServer.GrowingFile}); n=0; until [ $(wc -l <{SourceServer.GrowingFile}) -gt $a ]; do n=$((n+1)); [ $n -lt 100 ]; sleep 0.1; done");
            Assert.Equal(0, growing.ExitCode);
            Assert.NotEqual(0, (await server.Exec($"ls {folder}")).ExitCode);

            var twin = await SourceServer.Start(host, pristine, Path.Combine(folder, "twin"), "web-2", []);
            await Check(twin, "a second server from the same image", "cat /etc/hostname; findmnt -n -o SOURCE /srv/data; test -s /etc/machine-id && echo named", "web-2\n/dev/vdb1\nnamed\n");
            Assert.NotEqual((await server.Exec("cat /etc/machine-id")).Output, (await twin.Exec("cat /etc/machine-id")).Output);
            var refused = await twin.Exec($"mknod /root/other b 7 {server.Machine.Spec.Disks[0].Loop.Number} && head -c 1 /root/other");
            Assert.Contains("Operation not permitted", refused.Error, StringComparison.Ordinal);
            await twin.Stop();

            await server.Stop();
            await HostRun("sgdisk", "--verify", server.Disks.Root);
            await CheckFileSystems(host, server.Disks);
        }
        finally
        {
            await host.CleanUp();
            Assert.Empty(await LeftBehind.List(host.StateFolder, [folder, cache]));
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Check(SourceServer server, string what, string command, string expected)
    {
        var result = await server.Exec(command);
        var output = string.Join('\n', result.Output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.True(expected == output, $"{what}: {command}\nexpected {expected}\nbut was {result.Output}{result.Error}");
    }

    private static async Task CheckFileSystems(MachineHost host, SourceDisks disks)
    {
        var root = await host.Disks.Attach(disks.Root);
        var data = await host.Disks.Attach(disks.Data);
        await HostRun("e2fsck", "-fn", $"{root.Device}p2");
        await HostRun("xfs_repair", "-n", $"{data.Device}p1");
    }

    private static async Task HostRun(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{file}: {await output}{await error}");
    }
}
