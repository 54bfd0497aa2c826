using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Tests.Machines;

[Trait("Kind", "system")]
public sealed class MachineDiskTests
{
    public static TheoryData<string> Hierarchies => ["chosen", "unified"];

    [Theory]
    [MemberData(nameof(Hierarchies))]
    public async Task A_machine_opens_its_own_disk_and_no_other_even_by_a_node_of_its_own_making(string hierarchy)
    {
        await using var lab = await MachineLab.Open(GateOf(hierarchy));
        var (own, foreign) = (await lab.Disk("vdb"), await lab.Disk("vdc"));
        var machine = await lab.Host.Start(lab.Spec("one") with { Disks = [own] });
        await lab.Host.Start(lab.Spec("two") with { Disks = [foreign] });

        Assert.Equal(0, (await machine.Exec("echo mine | dd of=/dev/vdb conv=fsync && dd if=/dev/vdb count=1 of=/dev/null")).ExitCode);
        var refused = await machine.Exec($"mknod /root/foreign b 7 {foreign.Loop.Number} && cat /root/foreign");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("Operation not permitted", refused.Error, StringComparison.Ordinal);
        var mounted = await machine.Exec("mkdir -p /mnt/x && mount -t ext4 /root/foreign /mnt/x");
        Assert.NotEqual(0, mounted.ExitCode);
        Assert.NotEqual(0, (await machine.Exec("mknod /root/control c 10 237; cat /root/control")).ExitCode);
        Assert.Equal(0, (await machine.Exec("head -c 10 /dev/urandom >/dev/null; echo >/dev/null")).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Hierarchies))]
    public async Task A_partition_made_inside_becomes_a_node_that_can_be_formatted_and_mounted(string hierarchy)
    {
        await using var lab = await MachineLab.Open(GateOf(hierarchy));
        var machine = await lab.Host.Start(lab.Spec("parts") with { Disks = [await lab.Disk("vdb")] });
        var made = await machine.Exec("printf 'label: gpt\\n,64M\\n,64M\\n' | sfdisk --no-reread --no-tell-kernel /dev/vdb && partx --add /dev/vdb");
        Assert.True(made.ExitCode == 0, made.Error);
        await MachineTests.Until(machine, "test -b /dev/vdb2");
        var used = await machine.Exec("mkfs.ext4 -q /dev/vdb1 && mkdir -p /mnt/a && mount /dev/vdb1 /mnt/a && echo hello >/mnt/a/f && cat /mnt/a/f "
            + "&& cat /sys/block/vdb/vdb2/partition /sys/class/block/vdb2/size && grep vdb /proc/partitions | wc -l && cat /sys/dev/block/$(cat /sys/block/vdb/vdb1/dev)/start && umount /mnt/a");
        Assert.True(used.ExitCode == 0, used.Error);
        Assert.Equal("hello\n2\n131072\n3\n2048\n", used.Output);

        Assert.Equal(0, (await machine.Exec("partx --delete --nr 1 /dev/vdb")).ExitCode);
        await MachineTests.Until(machine, "test ! -e /dev/vdb1");
        Assert.Equal("vdb2\n", (await machine.Exec("cd /sys/block/vdb && ls -d vdb*")).Output);
    }

    [Fact]
    public async Task A_partition_is_in_the_disks_own_folder_as_soon_as_the_call_that_made_it_returns()
    {
        await using var lab = await MachineLab.Open();
        var disk = await lab.Disk("vdb");
        var machine = await lab.Host.Start(lab.Spec("prompt") with { Disks = [disk] });
        var made = await machine.Exec($"printf 'label: gpt\n,64M\n' | sfdisk -q --no-reread --no-tell-kernel /dev/vdb && partx --add /dev/vdb && cat /sys/dev/block/7:{disk.Loop.Number}/*/partition "
            + $"&& partx --delete /dev/vdb && ls -d /sys/dev/block/7:{disk.Loop.Number}/*/partition; cat /sys/dev/block/*/loop/backing_file; ls /sys/devices/virtual/block");
        Assert.Equal("1\nvdb\n", made.Output);
    }

    [Fact]
    public async Task A_disk_is_plugged_in_and_out_of_a_running_machine()
    {
        await using var lab = await MachineLab.Open();
        var machine = await lab.Host.Start(lab.Spec("hot"));
        var disk = await lab.Disk("vdb");
        machine.AttachDisk(disk);
        Assert.Equal(0, (await machine.Exec("test -d /sys/block/vdb && head -c 512 /dev/vdb >/dev/null")).ExitCode);
        machine.DetachDisk("vdb");
        Assert.Equal(0, (await machine.Exec("test ! -e /dev/vdb && test ! -e /sys/block/vdb")).ExitCode);
        Assert.NotEqual(0, (await machine.Exec($"mknod /root/again b 7 {disk.Loop.Number}; cat /root/again")).ExitCode);
        await lab.Host.Disks.Detach(disk.Loop.File);
        Assert.Null(LoopDisks.Find(disk.Loop.File));
    }

    [Fact]
    public async Task Attaching_twice_gives_the_same_device_and_detaching_takes_its_partitions_too()
    {
        await using var lab = await MachineLab.Open();
        var disk = (await lab.Disk("vdb")).Loop;
        Assert.Equal(disk, await lab.Host.Disks.Attach(disk.File));
        await HostCommand.Run("sfdisk", ["--no-reread", "--no-tell-kernel", disk.Device], "label: gpt\n,64M\n", TestContext.Current.CancellationToken);
        await LoopDisks.ShowPartitions(disk, TestContext.Current.CancellationToken);
        Assert.Equal(2048, Assert.Single(disk.Partitions()).Start);
        await lab.Host.Disks.Detach(disk.File, TestContext.Current.CancellationToken);
        await lab.Host.Disks.Detach(disk.File, TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists($"/sys/block/loop{disk.Number}/loop{disk.Number}p1"));
    }

    private static IDeviceGate? GateOf(string hierarchy)
    {
        if (hierarchy == "chosen")
        {
            return null;
        }

        try
        {
            return DeviceGate.OpenUnified();
        }
        catch (MachineException absent)
        {
            Assert.Skip(absent.Message);
            return null;
        }
    }
}
