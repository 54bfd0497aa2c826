using FleetMigrator.Agent.Checks;
using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Tests.Checks;

public sealed class PreflightTableTests
{
    private const long Gibibyte = 1L << 30;

    [Fact]
    public void A_plain_server_passes_everything()
    {
        var checks = PreflightTable.Run(Server());
        Assert.All(checks, check => Assert.Equal("ok", check.Outcome));
        Assert.Equal(checks.Count, checks.Select(check => check.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Neither_rsync_nor_a_snapshot_driver_nor_disabled_selinux_is_asked_for()
    {
        var server = Server();
        server.Inventory.Selinux = "enforcing";
        var checks = PreflightTable.Run(server);
        Assert.All(checks, check => Assert.Equal("ok", check.Outcome));
        Assert.Contains("enforcing", checks.Single(check => check.Name == "not-needed").Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Obstacles => new()
    {
        { "windows", "operating-system", "FM-2005" },
        { "arm", "architecture", "FM-2006" },
        { "no-system-disk", "system-disk", "FM-2017" },
        { "uefi", "firmware", "FM-6013" },
        { "lvm-root", "lvm", "FM-2013" },
        { "btrfs-data", "file-systems", "FM-2009" },
        { "logical", "disk-layout", "FM-2018" },
        { "five-data-disks", "data-disk-count", "FM-2007" },
        { "large-data-disk", "data-disk-size", "FM-2008" },
        { "no-kernel", "kernel", "FM-2010" },
        { "no-virtio", "virtio", "FM-2012" },
        { "no-grub", "boot-loader", "FM-2011" },
        { "clock-far", "clock", "FM-2015" },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void Each_obstacle_fails_its_own_check_with_its_own_code_and_a_remedy(string obstacle, string name, string code)
    {
        var failed = PreflightTable.Run(With(obstacle)).Where(check => check.Outcome != "ok").ToArray();
        var check = Assert.Single(failed);
        Assert.Equal((name, "failed", code), (check.Name, check.Outcome, check.Code));
        Assert.NotEmpty(check.Text);
        Assert.NotEmpty(check.Remedy);
    }

    [Theory]
    [InlineData("full", "space")]
    [InlineData("no-inodes", "space")]
    [InlineData("busy-cpu", "load")]
    [InlineData("busy-memory", "load")]
    [InlineData("clock-off", "clock")]
    public void What_only_makes_trouble_likely_is_a_warning(string strain, string name)
    {
        var check = Assert.Single(PreflightTable.Run(With(strain)), check => check.Outcome != "ok");
        Assert.Equal((name, "warning"), (check.Name, check.Outcome));
        Assert.NotEmpty(check.Code);
    }

    [Fact]
    public void Exactly_four_data_disks_of_exactly_500_gib_pass()
    {
        var server = Server();
        server.Inventory.Disks.AddRange(Enumerable.Range(1, 4).Select(i => Data($"vd{(char)('a' + i)}", 500 * Gibibyte)));
        Assert.All(PreflightTable.Run(server), check => Assert.Equal("ok", check.Outcome));
    }

    [Fact]
    public void What_is_left_out_is_named()
    {
        var server = Server() with { Elsewhere = [new Mount(new DeviceNumber(0, 40), "/", "/srv/share", "rw", "nfs4", "nas:/x")] };
        Assert.Contains("/srv/share (nfs4)", PreflightTable.Run(server).Single(check => check.Name == "left-out").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_counts_only_with_an_initramfs_of_its_own_version()
    {
        using var root = new TemporaryFolder();
        root.Write("boot/vmlinuz-6.1.0-1", "");
        root.Write("boot/initrd.img-6.1.0-1", "");
        root.Write("boot/vmlinuz-6.1.0-2", "");
        root.Write("boot/vmlinuz-0-rescue-abc", "");
        root.Write("boot/initramfs-0-rescue-abc.img", "");
        root.Write("lib/modules/6.1.0-1/modules.builtin", "kernel/drivers/block/virtio_blk.ko\n");
        root.Write("lib/modules/6.1.0-1/modules.dep", "kernel/drivers/net/virtio_net.ko.xz: kernel/net/core/failover.ko\n");
        Assert.Equal([new BootKernel("6.1.0-1", true, true)], BootKernel.Find(root.Path));
    }

    [Fact]
    public void A_driver_that_is_configured_as_a_module_but_has_no_file_doesnt_count()
    {
        using var root = new TemporaryFolder();
        root.Write("boot/vmlinuz-5", "");
        root.Write("boot/initramfs-5.img", "");
        root.Write("boot/config-5", "CONFIG_VIRTIO_BLK=m\nCONFIG_VIRTIO_NET=y\n");
        Assert.Equal([new BootKernel("5", false, true)], BootKernel.Find(root.Path));
    }

    [Fact]
    public void Load_is_the_share_of_busy_time_between_two_looks()
    {
        var before = CpuTimes.Parse("cpu  100 0 100 800 0 0 0 0 50 0\ncpu0 1 2 3\n");
        var after = CpuTimes.Parse("cpu  175 0 100 825 0 0 0 0 99 0\n");
        Assert.Equal(75, after.PercentSince(before));
        Assert.Equal(0, before.PercentSince(before));
    }

    private static ServerFacts With(string what)
    {
        var server = Server();
        var lvm = new Mount(new DeviceNumber(253, 0), "/", "/", "rw", "ext4", "/dev/mapper/vg-root");
        switch (what)
        {
            case "windows": server.Inventory.OsFamily = "windows"; return server;
            case "arm": server.Inventory.Architecture = "aarch64"; return server;
            case "uefi": server.Inventory.Firmware = "uefi"; return server;
            case "no-system-disk": server.Inventory.Disks.Clear(); return server;
            case "lvm-root":
                server.Inventory.Disks[0].System = false;
                server.Inventory.Disks[0].Partitions[0].FileSystem = new FileSystem { Type = "LVM2_member" };
                return server with { LvmMounts = [lvm], Root = lvm };
            case "btrfs-data":
                server.Inventory.Disks.Add(Data("vdb", 10 * Gibibyte));
                server.Inventory.Disks[1].Partitions[0].FileSystem.Type = "btrfs";
                return server;
            case "logical": server.Inventory.Disks[0].Partitions.Add(new Partition { Number = 2, Type = "05" }); return server;
            case "five-data-disks":
                server.Inventory.Disks.AddRange(Enumerable.Range(1, 5).Select(i => Data($"vd{(char)('a' + i)}", Gibibyte)));
                return server;
            case "large-data-disk": server.Inventory.Disks.Add(Data("vdb", (500 * Gibibyte) + 512)); return server;
            case "no-kernel": return server with { Kernels = [] };
            case "no-virtio": return server with { Kernels = [new BootKernel("3.10", false, true)] };
            case "no-grub": return server with { GrubInstall = null };
            case "clock-far": return server with { ClockSkew = TimeSpan.FromHours(-1) };
            case "clock-off": return server with { ClockSkew = TimeSpan.FromMinutes(1) };
            case "full": return server with { Levels = [new FillLevel("/", 99.5, 1)] };
            case "no-inodes": return server with { Levels = [new FillLevel("/", 1, 99)] };
            case "busy-cpu": return server with { CpuPercent = 91 };
            case "busy-memory": return server with { MemoryPercent = 96 };
            default: throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }
    }

    private static ServerFacts Server()
    {
        var inventory = new Inventory { OsFamily = "linux", OsName = "Debian", Architecture = "x86_64", Firmware = "bios", Selinux = "absent" };
        var system = Data("vda", 20 * Gibibyte);
        system.System = true;
        system.Partitions[0].FileSystem.MountPoint = "/";
        inventory.Disks.Add(system);
        return new ServerFacts
        {
            Inventory = inventory,
            Kernels = [new BootKernel("6.1.0", true, true)],
            GrubInstall = "/usr/sbin/grub-install",
            Levels = [new FillLevel("/", 50, 10)],
            Root = new Mount(new DeviceNumber(259, 1), "/", "/", "rw", "ext4", "/dev/vda1"),
        };
    }

    private static Disk Data(string name, long bytes) => new()
    {
        Name = name,
        Path = "/dev/" + name,
        SizeBytes = bytes,
        Table = "gpt",
        Partitions = { new Partition { Number = 1, Type = "x", FileSystem = new FileSystem { Type = "ext4", MountPoint = "/" + name } } },
    };
}
