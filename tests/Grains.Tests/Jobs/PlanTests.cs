using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class PlanTests
{
    [Fact]
    public void Disks_keep_layout_and_ids_and_volumes_are_numbered_by_mount_point()
    {
        var plan = TargetPlanner.Plan(Machines.Debian(Machines.DataDisk(1), Machines.DataDisk(2)), []);
        Assert.Equal(["/", "/data1", "/data2"], plan.Volumes.Select(volume => volume.MountPoint));
        Assert.Equal([1, 2, 3], plan.Volumes.Select(volume => volume.Id));
        Assert.Equal([5, 1, 1], plan.SizesGib);
        Assert.Equal(15, plan.ScratchGib);
        Assert.Equal(("disk-guid", "gpt", true), (plan.Disks[0].TableId, plan.Disks[0].Table, plan.Disks[0].IsSystem));
        Assert.Equal(("ext4", "root", "/", 1), (plan.Disks[0].Partitions[1].FileSystem, plan.Disks[0].Partitions[1].Uuid, plan.Disks[0].Partitions[1].MountPoint, plan.Disks[0].Partitions[1].Volume));
        Assert.Equal(["/dev/vdb", "/dev/vdc", "/dev/vdd"], plan.On(["/dev/vdb", "/dev/vdc", "/dev/vdd"]).Select(disk => disk.Device));
    }

    [Fact]
    public void What_is_left_out_is_said()
    {
        var idle = Machines.DataDisk(1);
        idle = idle with { Partitions = [idle.Partitions[0] with { FileSystem = Machines.Ext4("") }] };
        var plan = TargetPlanner.Plan(Machines.Debian(idle), []);
        Assert.Single(plan.Disks);
        Assert.Contains(plan.Changes, change => change.Contains("vdb has nothing mounted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/dev/xvdb", "/dev/vdb")]
    [InlineData("/dev/vdc", "/dev/vdc")]
    public void The_guest_names_a_device_in_its_own_way(string cloud, string guest) => Assert.Equal(guest, TargetPlanner.GuestDevice(cloud));

    [Fact]
    public void Instance_types_are_taken_in_the_published_order()
    {
        InstanceOffer[] offers =
        [
            new("a", "ecs.g6.xlarge", 4, 16), new("a", "ecs.g6.large", 2, 8), new("a", "ecs.t5-lc1m1.small", 1, 1), new("a", "ecs.t6-c1m2.large", 2, 4),
            new("a", "ecs.c6.large", 2, 4), new("a", "ecs.n1.2g", 2, 2), new("a", "ecs.n1.4g", 1, 4), new("b", "ecs.n1.small", 1, 2),
        ];
        var order = new List<string>();
        for (var left = offers.ToList(); left.Count > 0; left.RemoveAll(offer => offer.Type == order[^1]))
        {
            order.Add(OfferChoice.Pick(left, "", null)!.Type);
        }

        Assert.Equal(offers.Reverse().Select(offer => offer.Type).Take(4), order.Take(4));
        Assert.Equal(["ecs.t6-c1m2.large", "ecs.t5-lc1m1.small", "ecs.g6.large", "ecs.g6.xlarge"], order.Skip(4));
        Assert.Null(OfferChoice.Pick(offers, "ecs.n1.small", "a"));
        Assert.Equal("b", OfferChoice.Pick(offers, "ecs.n1.small", null)!.Zone);
    }

    [Fact]
    public void The_user_data_is_the_agreed_script_and_quotes_what_it_is_given()
    {
        var script = ReceiverUserData.Script("http://b.example/k?a=1&b='2'", new string('b', 64), "https://silo:7443", new string('c', 64), "ii-1.secret");
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Jobs", "user-data.golden.sh")), script);
        Assert.True(script.Length < 32 * 1024);
    }
}
