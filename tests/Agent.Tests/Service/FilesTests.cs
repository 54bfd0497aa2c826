using System.Text;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Replication;

namespace FleetMigrator.Agent.Tests.Service;

public sealed class FilesTests
{
    [Fact]
    public void A_full_log_moves_aside_and_only_so_many_are_kept()
    {
        using var folder = new TemporaryFolder();
        var log = new RotatingFile(folder.File("x.log"), maxBytes: 10, files: 3);
        foreach (var line in new[] { "one-4567\n", "two-4567\n", "three-67\n", "four-567\n" })
        {
            log.Append(line);
        }

        Assert.Equal(["x.log", "x.log.1", "x.log.2"], Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.Equal("four-567\n", File.ReadAllText(folder.File("x.log")));
        Assert.Equal("two-4567\n", File.ReadAllText(folder.File("x.log.2")));
    }

    [Fact]
    public void The_key_is_made_once_and_readable_by_its_owner_alone()
    {
        using var temporary = new TemporaryFolder();
        var folder = new InstallFolder(temporary.Path);
        folder.Create();
        using var first = Identity.KeyIn(folder);
        using var second = Identity.KeyIn(folder);
        Assert.Equal(first.ExportSubjectPublicKeyInfo(), second.ExportSubjectPublicKeyInfo());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Key));
    }

    [Fact]
    public void The_agent_its_unit_and_swap_files_are_left_out_of_the_volume_that_holds_them()
    {
        var exclusions = Exclusions.For("/smc", [new SwapSpace("/swapfile", true), new SwapSpace("/dev/vda2", false), new SwapSpace("/data/swap", true)]);
        var root = exclusions.LeaveOut("/");
        Assert.True(root(Bytes("smc"), true));
        Assert.True(root(Bytes("swapfile"), false));
        Assert.True(root(Bytes("etc/systemd/system/fleet-agent.service"), false));
        Assert.False(root(Bytes("smcx"), true));
        Assert.False(root(Bytes("dev/vda2"), false));
        var data = exclusions.LeaveOut("/data");
        Assert.True(data(Bytes("swap"), false));
        Assert.False(data(Bytes("smc"), true));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
