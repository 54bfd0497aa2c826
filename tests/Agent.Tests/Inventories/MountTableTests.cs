using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Tests.Inventories;

public sealed class MountTableTests
{
    private const string Text = """
        22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw,errors=remount-ro
        23 22 0:21 / /proc rw,nosuid - proc proc rw
        40 22 259:2 /sub /srv/a\040b rw master:3 - xfs /dev/vdb1 rw,attr2
        41 22 259:2 / /data rw,noatime - xfs /dev/vdb1 rw,attr2
        42 22 259:1 /var/lib /bind rw - ext4 /dev/root rw
        43 22 0:50 / /btr rw - btrfs /dev/vdc rw
        nonsense
        """;

    [Fact]
    public void Lines_are_read_with_optional_fields_and_escapes()
    {
        var mounts = MountTable.Parse(Text);
        Assert.Equal(6, mounts.Count);
        Assert.Equal(new Mount(new DeviceNumber(259, 1), "/", "/", "rw,relatime,errors=remount-ro", "ext4", "/dev/root"), mounts[0]);
        Assert.Equal("/srv/a b", mounts[2].Point);
    }

    [Fact]
    public void A_device_is_found_where_it_is_mounted_whole_and_not_at_a_bind_mount_of_a_part()
    {
        var mounts = MountTable.Parse(Text);
        Assert.Equal("/", MountFinder.Of(new DeviceNumber(259, 1), "/dev/vda1", mounts)?.Point);
        Assert.Equal("/data", MountFinder.Of(new DeviceNumber(259, 2), "/dev/vdb1", mounts)?.Point);
        Assert.Null(MountFinder.Of(new DeviceNumber(259, 9), "/dev/vdz", mounts));
    }

    [Fact]
    public void Btrfs_is_found_by_the_node_that_it_was_mounted_from()
        => Assert.Equal("/btr", MountFinder.Of(new DeviceNumber(254, 32), "/dev/vdc", MountTable.Parse(Text))?.Point);

    [Fact]
    public void Swap_files_are_told_from_swap_partitions()
    {
        var swaps = SwapSpace.Parse("Filename\tType\tSize\tUsed\tPriority\n/swap\\040file file 1 0 -2\n/dev/vda2 partition 1 0 -3\n");
        Assert.Equal([new SwapSpace("/swap file", true), new SwapSpace("/dev/vda2", false)], swaps);
    }

    [Fact]
    public void Memory_of_an_old_kernel_is_estimated()
    {
        Assert.Equal(new MemoryTable(1024 * 1024, 512 * 1024), MemoryTable.Parse("MemTotal:  1024 kB\nMemFree: 1 kB\nMemAvailable:  512 kB\n"));
        Assert.Equal(new MemoryTable(1024 * 1024, 60 * 1024), MemoryTable.Parse("MemTotal:  1024 kB\nMemFree: 10 kB\nBuffers: 20 kB\nCached: 30 kB\n"));
    }
}
