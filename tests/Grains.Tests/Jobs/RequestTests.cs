using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Names;
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
                ("FM-3005", "settings.compressionLevel"), ("FM-3005", "settings.speedLimitMbps"), ("FM-2044", "tags"), ("FM-2043", "tags"), ("FM-3013", "instanceType"),
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
        await Assert.ThrowsAsync<FleetException>(() => fleet.Source.Delete());
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

    [Fact]
    public async Task An_edge_service_that_is_not_activated_is_told_before_anything_is_made()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.Before = call =>
        {
            if (call == "FindByName")
            {
                throw CloudErrors.NotActivated.With("DescribeSelfImages: ens.user.NotOpened");
            }
        };
        Assert.Equal([("FM-4014", "imageRegion")], await Refused(fleet, fleet.Request));
        Assert.Empty(fleet.Cloud.Effects);
    }

    [Theory]
    [InlineData("cn-beijing", true)]
    [InlineData("ap-southeast-1", true)]
    [InlineData("cn-shanghai", false)]
    [InlineData("CN-BEIJING", false)]
    public void Only_beijing_and_singapore_are_offered_and_accepted(string region, bool accepted)
    {
        Assert.Equal(accepted, ImageRegions.All.ContainsKey(region));
        var faults = JobFormRules.Check(new JobRequest("s-1", region, "web", "cn-beijing", "transit"), TestFleet.Start).Select(fault => fault.Code);
        Assert.Equal(accepted ? [] : ["FM-3003"], faults);
    }

    [Theory]
    [InlineData(1600, true)]
    [InlineData(1900, false)]
    public async Task An_image_that_will_be_larger_than_one_tebibyte_is_refused(int usedGib, bool accepted)
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var system = Machines.SystemDisk();
        var root = system.Partitions[1] with { SizeBytes = 2000 * Machines.Gib, FileSystem = Machines.Ext4("/") with { UsedBytes = usedGib * Machines.Gib } };
        fleet.Inventory = Machines.Debian() with { Disks = [system with { SizeBytes = 2001 * Machines.Gib, Partitions = [system.Partitions[0], root] }] };
        await fleet.Enrol();
        if (accepted)
        {
            Assert.Equal(JobStatus.Ready, (await fleet.Job().Create(fleet.Request)).Status);
        }
        else
        {
            Assert.Equal([("FM-3021", "sourceId")], await Refused(fleet, fleet.Request));
        }
    }

    [Fact]
    public async Task Name_and_description_are_stored_and_shown_and_no_other_job_gets_the_name()
    {
        await using var fleet = await TestFleet.Begin();
        var first = await fleet.Job().Create(fleet.Request with { Name = "Move-web", Description = "The shop" });
        Assert.Equal(("Move-web", "The shop"), (first.Name, first.Request.Description));
        var second = fleet.Job("j-second000000");
        var refused = await Assert.ThrowsAsync<FleetException>(() => second.Create(fleet.Request with { Name = "move-WEB" }));
        Assert.Contains(refused.Faults, fault => fault is { Code: "FM-2004" });

        await fleet.Job().Act(JobAction.Cancel);
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Equal("move-WEB", (await second.Create(fleet.Request with { Name = "move-WEB" })).Name);
    }

    [Fact]
    public async Task A_name_that_another_job_has_is_refused_and_free_once_that_gives_it_up()
    {
        await using var fleet = await TestFleet.Begin();
        var name = fleet.Client.GetGrain<IUniqueName>("job/shop");
        Assert.Equal("j-other", await name.Take("j-other"));
        Assert.Equal([("FM-3028", "name")], await Refused(fleet, fleet.Request with { Name = "Shop" }));
        await name.Free("j-other");
        Assert.Equal("Shop", (await fleet.Job().Create(fleet.Request with { Name = "Shop" })).Name);
    }

    [Fact]
    public async Task Twenty_tags_are_taken_and_the_twenty_first_is_refused()
    {
        await using var fleet = await TestFleet.Begin();
        Assert.Equal([("FM-2044", "tags")], await Refused(fleet, fleet.Request with { Tags = Tags(21) }));
        Assert.Equal(20, (await fleet.Job().Create(fleet.Request with { Tags = Tags(20) })).Request.Tags.Count);

        static Dictionary<string, string> Tags(int count) => Enumerable.Range(1, count).ToDictionary(number => $"k{number}", _ => "v");
    }

    [Fact]
    public async Task A_named_instance_type_that_is_out_of_stock_makes_no_job()
    {
        await using var fleet = await TestFleet.Begin();
        Assert.Equal([("FM-3013", "instanceType")], await Refused(fleet, fleet.Request with { InstanceType = "ecs.c6.large" }));
        Assert.False((await fleet.Source.View()).JobOpen);
        await fleet.Job().Create(fleet.Request with { InstanceType = "ecs.g6.large" });
        await fleet.Job().Act(JobAction.Start);
        await fleet.Until(view => view.Status == JobStatus.Finished);
        Assert.Equal("ecs.g6.large", fleet.Cloud.LastOrder!.Type);
    }

    [Fact]
    public async Task Partition_edits_need_an_agent_that_can_do_them()
    {
        await using var fleet = await TestFleet.Begin();
        var edited = fleet.Request with { Disks = [new DiskEdit(1) { SizeGib = 2, Lvm = true, Mounts = [new MountEdit("/data1") { Method = ReplicationMethod.Block }] }] };
        Assert.Equal([("FM-3026", "disks[0].mounts"), ("FM-3026", "disks[0].lvm"), ("FM-3026", "disks[0].mounts")], await Refused(fleet, edited));

        fleet.Agent.Capabilities = ["file-replication", "layout-edit"];
        await fleet.Agent.Connect(fleet.Client, fleet.Inventory);
        await fleet.Job().Create(fleet.Request with { Disks = [new DiskEdit(1) { SizeGib = 2, Mounts = [new MountEdit("/data1")] }] });
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "FM-2008")]
    [InlineData(32768, "FM-2008")]
    [InlineData(32769, "FM-3005")]
    [InlineData(0, "FM-3005")]
    public async Task The_range_of_a_data_disk_is_checked_before_the_limit_of_edge_images(int gib, string? code)
    {
        await using var fleet = await TestFleet.Begin();
        var request = fleet.Request with { Disks = [new DiskEdit(1) { SizeGib = gib }] };
        if (code is null)
        {
            await fleet.Job().Create(request);
            await fleet.Job().Act(JobAction.Start);
            await fleet.Until(view => view.Status == JobStatus.Finished);
            Assert.Contains(fleet.Cloud.LastOrder!.DataDisks, disk => disk.SizeGib == 500);
        }
        else
        {
            Assert.Contains(await Refused(fleet, request), fault => fault.Item1 == code);
        }
    }

    private static Disk Lvm(Disk disk) => disk with
    {
        Partitions = [.. disk.Partitions, new Partition(3, 3 * Machines.Gib, 1 << 20, "", "", "", 0, Machines.Ext4("") with { Type = "LVM2_member" })],
    };

    private static async Task<List<(string, string)>> Refused(TestFleet fleet, JobRequest request)
        => [.. (await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Create(request))).Faults.Select(fault => (fault.Code, fault.Field!))];
}
