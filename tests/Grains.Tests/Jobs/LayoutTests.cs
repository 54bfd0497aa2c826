using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Jobs.Layout;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class LayoutTests
{
    private const long Gib = Machines.Gib;

    // System disk of 40 GiB with / (20 GiB, 6 used) and /srv (10 GiB, 4 used); data disks of 10 GiB with /data1 and /data2 (1 used each).
    private static readonly Inventory Server = Machines.Debian(Machines.DataDisk(1, 10 * Gib), Machines.DataDisk(2, 10 * Gib)) with
    {
        Disks =
        [
            Machines.SystemDisk() with
            {
                SizeBytes = 40 * Gib,
                Partitions =
                [
                    Machines.SystemDisk().Partitions[0],
                    Machines.SystemDisk().Partitions[1] with { SizeBytes = 20 * Gib, FileSystem = Machines.Ext4("/", "root") with { UsedBytes = 6 * Gib } },
                    Machines.SystemDisk().Partitions[1] with { Number = 3, StartBytes = 21 * Gib, SizeBytes = 10 * Gib, Id = "p3", FileSystem = Machines.Ext4("/srv", "srv") with { UsedBytes = 4 * Gib } },
                ],
            },
            Machines.DataDisk(1, 10 * Gib),
            Machines.DataDisk(2, 10 * Gib),
        ],
    };

    [Theory]
    [InlineData(19, "FM-3005")]
    [InlineData(20, "FM-3025")]
    [InlineData(32, null)]
    [InlineData(2048, null)]
    [InlineData(2049, "FM-3005")]
    public void A_system_disk_has_20_to_2048_gib_and_holds_its_partitions(int gib, string? code)
        => Assert.Equal(code, Faults(new DiskEdit(0) { SizeGib = gib, Mounts = [new MountEdit("/srv") { SizeBytes = 10 * Gib }] }, new DiskEdit(1) { SizeGib = 10 }).Select(fault => fault.Code).FirstOrDefault());

    [Fact]
    public void Without_edits_every_disk_has_the_size_and_the_layout_of_the_source()
    {
        var plan = TargetPlanner.Plan(Server, []);
        Assert.Equal([40, 10, 10], plan.SizesGib);
        Assert.Equal(Server.Disks.Select(disk => disk.SizeBytes), plan.Disks.Select(disk => disk.SizeBytes));
        Assert.False(LayoutPlanner.Of(Server, []).IsEdited);
    }

    [Fact]
    public void A_size_that_is_not_above_the_used_space_is_refused_for_system_and_data_disks_and_for_a_partition()
    {
        var crowded = Server with { Disks = [.. Server.Disks.Select(disk => disk with { Partitions = [.. disk.Partitions.Select(Filled)] })] };
        var faults = LayoutPlanner.Of(crowded,
        [
            new DiskEdit(0) { SizeGib = 28 },
            new DiskEdit(1) { SizeGib = 9, Mounts = [new MountEdit("/data1") { SizeBytes = 9 * Gib }] },
            new DiskEdit(2) { SizeGib = 10 },
        ]).Faults;
        Assert.Equal(
            [("FM-3024", "disks[0].sizeGib"), ("FM-3024", "disks[1].mounts[0].sizeBytes"), ("FM-3024", "disks[1].sizeGib")],
            faults.Select(fault => (fault.Code, fault.Field)));

        static Partition Filled(Partition partition)
            => partition.FileSystem is { } system ? partition with { FileSystem = system with { UsedBytes = partition.SizeBytes - Gib } } : partition;
    }

    [Fact]
    public void Partitions_that_are_larger_than_their_disk_and_fit_nowhere_are_refused()
    {
        var fault = Assert.Single(Faults(new DiskEdit(1) { SizeGib = 10, Mounts = [new MountEdit("/data1") { SizeBytes = 11 * Gib }] }));
        Assert.Equal(("FM-3025", "disks[0]"), (fault.Code, fault.Field));
        Assert.Contains("vdb need 11 GiB, the disk has 10 GiB", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_on_its_disk_goes_to_one_that_has_room()
    {
        DiskEdit[] edits = [new(1) { SizeGib = 10, Mounts = [new MountEdit("/data1"), new MountEdit("/srv") { SizeBytes = 5 * Gib }] }, new(2) { SizeGib = 20 }];
        var arrangement = LayoutPlanner.Of(Server, edits);
        Assert.Empty(arrangement.Faults);
        Assert.Contains(arrangement.Changes, change => change.Contains("goes to disk", StringComparison.Ordinal));
        var plan = TargetPlanner.Plan(Server, edits);
        Assert.Equal(["/", "/data1", "/data2", "/srv"], plan.Disks.SelectMany(disk => disk.Partitions).Where(part => part.Volume > 0).Select(part => part.MountPoint).Order(StringComparer.Ordinal));
        Assert.All(plan.Disks, disk => Assert.True(disk.Partitions.Max(part => part.StartBytes + part.SizeBytes) <= disk.SizeBytes));
        Assert.Equal([40, 10, 20], plan.SizesGib);
    }

    [Fact]
    public void Two_moved_partitions_get_numbers_and_ids_of_their_own_and_the_same_ones_each_time()
    {
        DiskEdit[] edits = [new(1) { SizeGib = 40, Mounts = [new MountEdit("/srv"), new MountEdit("/data1"), new MountEdit("/data2")] }];
        var plan = TargetPlanner.Plan(Server, edits);
        Assert.Equal(2, plan.Disks.Count);
        var moved = plan.Disks[1];
        Assert.Equal(("gpt", 3), (moved.Table, moved.Partitions.Select(part => part.Id).Distinct().Count()));
        Assert.Equal([1, 2, 3], moved.Partitions.Select(part => part.Number));
        Assert.Equal(["/srv", "/data1", "/data2"], moved.Partitions.Select(part => part.MountPoint));
        Assert.Equal(plan.Disks[1].Partitions.Select(part => part.Id), TargetPlanner.Plan(Server, edits).Disks[1].Partitions.Select(part => part.Id));
        Assert.DoesNotContain(plan.Disks[0].Partitions, part => part.MountPoint == "/srv");
        Assert.Contains(plan.Changes, change => change == "Disk vdc has nothing mounted and is left out.");
    }

    [Fact]
    public void A_disk_whose_mount_targets_are_all_left_out_is_not_migrated()
    {
        DiskEdit[] edits = [new(1) { Mounts = [new MountEdit("/data1") { Migrate = false }] }];
        var plan = TargetPlanner.Plan(Server, edits);
        Assert.Equal(["/", "/data2", "/srv"], plan.Volumes.Select(volume => volume.MountPoint));
        Assert.Contains("/data1 is left out.", plan.Changes);
    }

    [Fact]
    public void Every_fault_of_the_edits_is_told_with_its_field()
        => Assert.Equal(
            [
                ("FM-3022", "disks[0].index"), ("FM-3023", "disks[2].index"), ("FM-3027", "disks[2].mounts[0]"),
                ("FM-3027", "disks[2].mounts[1].mountPoint"), ("FM-3023", "disks[2].mounts[2].mountPoint"), ("FM-3027", "disks[2].mounts[3].method"),
            ],
            Faults(
                new DiskEdit(9),
                new DiskEdit(1) { Mounts = [new MountEdit("/data1")] },
                new DiskEdit(1)
                {
                    Mounts =
                    [
                        new MountEdit("/"), new MountEdit("/none"), new MountEdit("/data1"),
                        new MountEdit("/data2") { Method = ReplicationMethod.Block, SizeBytes = 8 * Gib },
                    ],
                }).Select(fault => (fault.Code, fault.Field!)));

    private static IReadOnlyList<Interfaces.Errors.Fault> Faults(params DiskEdit[] edits) => LayoutPlanner.Of(Server, edits).Faults;
}
