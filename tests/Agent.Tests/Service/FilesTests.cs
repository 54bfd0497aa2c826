using System.Text;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Replication;
using FleetMigrator.Transfer.Protos;

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

    [Fact]
    public void Exclude_files_speak_of_the_system_disk_from_the_root_and_of_each_data_disk_from_its_mount_point()
    {
        using var folder = new TemporaryFolder();
        folder.Write("rsync_excludes_linux.txt", "/boot/*.old\n/home/cache/\n/gone/\n*.tmp\n");
        folder.Write("rsync_excludes_linux_disk2.txt", "/scratch/\n");
        var exclusions = Exclusions.For("/smc", [], () => new ExcludeFiles(folder.Path, [OnDisk(true, "/", "/boot", "/home", "/gone"), OnDisk(false, "/data1"), OnDisk(false, "/data2")]));
        Assert.True(exclusions.LeaveOut("/")(Bytes("home/cache"), true));
        Assert.False(exclusions.LeaveOut("/")(Bytes("home/cache"), false));
        Assert.True(exclusions.LeaveOut("/boot")(Bytes("kernel.old"), false));
        Assert.True(exclusions.LeaveOut("/home")(Bytes("cache"), true));
        Assert.True(exclusions.LeaveOut("/home")(Bytes("who/x.tmp"), false));
        Assert.True(exclusions.LeaveOut("/gone")(Bytes("anything"), false));
        Assert.False(exclusions.LeaveOut("/data1")(Bytes("x.tmp"), false));
        Assert.False(exclusions.LeaveOut("/data1")(Bytes("scratch"), true));
        Assert.True(exclusions.LeaveOut("/data2")(Bytes("scratch"), true));
        Assert.True(exclusions.LeaveOut("/")(Bytes("smc"), true));
    }

    private static Disk OnDisk(bool system, params string[] mountPoints)
    {
        var disk = new Disk { System = system };
        disk.Partitions.AddRange(mountPoints.Select(point => new Partition { FileSystem = new FileSystem { MountPoint = point } }));
        return disk;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
