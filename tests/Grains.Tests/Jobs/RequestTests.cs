using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class RequestTests
{
    [Fact]
    public async Task Every_fault_of_a_request_is_told_at_once_and_nothing_is_made()
    {
        await using var fleet = await TestFleet.Begin();
        var refused = await Refused(fleet, fleet.Request with
        {
            ImageRegion = "cn-hangzhou",
            ImageNamePrefix = "1x",
            TransitBucket = "",
            Name = "-",
            Network = NetworkMode.Vpc,
            InstanceType = "ecs.none",
            Settings = new TransferSettings(11, -1),
            Tags = Enumerable.Range(0, 21).ToDictionary(number => number == 0 ? "aliyun1" : $"k{number}", _ => ""),
        });
        Assert.Equal(
            [
                ("FM-3004", "transitBucket"), ("FM-3003", "imageRegion"), ("FM-3006", "imageNamePrefix"), ("FM-3006", "name"), ("FM-3007", "vpcId"),
                ("FM-3005", "settings.compressionLevel"), ("FM-3005", "settings.speedLimitMbps"), ("FM-3005", "tags"), ("FM-3005", "tags"), ("FM-3013", "instanceType"),
            ],
            refused);
        Assert.Empty(fleet.Cloud.Effects);
        Assert.False((await fleet.Source.View()).JobOpen);
        await Assert.ThrowsAsync<FleetException>(() => fleet.Job().View());
    }

    [Theory]
    [InlineData("arm", "FM-2006")]
    [InlineData("windows", "FM-2005")]
    [InlineData("five", "FM-2007")]
    [InlineData("large", "FM-2008")]
    [InlineData("btrfs", "FM-2009")]
    [InlineData("lvm", "FM-2013")]
    [InlineData("none", "FM-2017")]
    [InlineData("extended", "FM-2018")]
    public async Task A_server_that_cannot_become_an_edge_image_is_refused(string machine, string code)
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        fleet.Inventory = machine switch
        {
            "arm" => Machines.Debian() with { Architecture = "aarch64" },
            "windows" => Machines.Debian() with { OsFamily = "windows" },
            "five" => Machines.Debian([.. Enumerable.Range(1, 5).Select(number => Machines.DataDisk(number))]),
            "large" => Machines.Debian(Machines.DataDisk(1, (500 * Machines.Gib) + 1)),
            "btrfs" => Machines.Debian(Machines.DataDisk(1, Machines.Gib, "btrfs")),
            "lvm" => Machines.Debian() with { Disks = [Lvm(Machines.SystemDisk())] },
            "extended" => Machines.Debian() with { Disks = [Machines.SystemDisk() with { Table = "dos", Partitions = [.. Machines.SystemDisk().Partitions, new Partition(3, 0, 1, "5", "", "", 0, null)] }] },
            _ => Machines.Debian() with { Disks = [] },
        };
        await fleet.Enrol();
        var refused = await Refused(fleet, fleet.Request);
        Assert.Equal([(code, "sourceId")], refused);
        Assert.Empty(fleet.Cloud.Effects);
    }

    [Theory]
    [InlineData("missing", "FM-3008")]
    [InlineData("elsewhere", "FM-3009")]
    public async Task A_bucket_that_is_missing_or_elsewhere_is_refused(string bucket, string code)
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.AddBucket("elsewhere", "ap-southeast-1");
        Assert.Equal([(code, "transitBucket")], await Refused(fleet, fleet.Request with { TransitBucket = bucket }));
    }

    [Fact]
    public async Task An_offline_or_unknown_server_is_refused()
    {
        await using var fleet = await TestFleet.Begin();
        Assert.Equal([("FM-2001", "sourceId")], await Refused(fleet, fleet.Request with { SourceId = "s-none" }));
        fleet.Agent.Silent = true;
        await fleet.Pass(TimeSpan.FromSeconds(16));
        Assert.Equal([("FM-2002", "sourceId")], await Refused(fleet, fleet.Request));
    }

    [Fact]
    public async Task A_server_has_one_open_job_at_a_time()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Job().Create(fleet.Request);
        var second = fleet.Job("j-second000000");
        var refused = await Assert.ThrowsAsync<FleetException>(() => second.Create(fleet.Request));
        Assert.Equal("FM-2004", refused.Code);
        await Assert.ThrowsAsync<FleetException>(fleet.Source.Delete);
    }

    [Fact]
    public async Task The_same_request_again_changes_nothing_and_another_one_is_refused()
    {
        await using var fleet = await TestFleet.Begin();
        var first = await fleet.Job().Create(fleet.Request);
        Assert.Equal(first.Revision, (await fleet.Job().Create(fleet.Request)).Revision);
        Assert.Equal("FM-3002", (await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Create(fleet.Request with { ImageNamePrefix = "other" }))).Code);
    }

    [Fact]
    public async Task A_missing_cloud_vswitch_is_refused()
    {
        await using var fleet = await TestFleet.Begin();
        Assert.Contains(("FM-3007", "vSwitchId"), await Refused(fleet, fleet.Request with { VpcId = "vpc-1", VSwitchId = "vsw-1" }));
    }

    private static Disk Lvm(Disk disk) => disk with
    {
        Partitions = [.. disk.Partitions, new Partition(3, 3 * Machines.Gib, 1 << 20, "", "", "", 0, Machines.Ext4("") with { Type = "LVM2_member" })],
    };

    private static async Task<List<(string, string)>> Refused(TestFleet fleet, JobRequest request)
        => [.. (await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Create(request))).Faults.Select(fault => (fault.Code, fault.Field!))];
}
