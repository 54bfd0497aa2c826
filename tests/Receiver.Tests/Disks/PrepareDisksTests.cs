using FleetMigrator.Receiver.Kernel;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Tests.Disks;

[Trait("Kind", "system")]
public sealed class PrepareDisksTests
{
    private const long Mega = 1 << 20;
    private const string RootUuid = "0b5d6f0e-51f6-4a0c-9d55-6c8f3c1f2a11";
    private const string XfsUuid = "5f0c1c2e-7a54-4a85-8f70-0f7a9f8f7c22";
    private const string SwapUuid = "c4a1a7f0-2f4e-4a53-9a5d-3c2a5ad1e733";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gpt_disk_gets_table_ids_file_systems_and_mounts_of_the_source_and_can_be_released()
    {
        LoopDisk.RequireRoot();
        using var disk = new LoopDisk(512 * Mega);
        using var bench = new Bench();
        var plan = new PrepareDisks { JobId = "j-1", Disks = { Gpt(disk) } };
        var notes = new NoteBook();

        await bench.Disks.Prepare(plan, notes, Token);

        Assert.Contains(notes.Notes, note => note.Contains("made ext4 " + RootUuid, StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(bench.State.Volume(1), "proof"), "kept", Token);
        var table = Shell.Run("sgdisk", "--info=2", disk.Device);
        Assert.Contains("4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709", table, StringComparison.Ordinal);
        Assert.Contains("D2B3B3A4-9F3B-4D6C-8B13-6E5D5C4B3A21", table, StringComparison.Ordinal);
        Assert.Contains("'root: the \"first\"'", table, StringComparison.Ordinal);
        Assert.Contains("Attribute flags: 0000000000000004", table, StringComparison.Ordinal);

        var again = new NoteBook();
        await bench.Disks.Release(again, Token);
        Assert.Contains(again.Notes, note => note.Contains("nothing holds it", StringComparison.Ordinal));
        Assert.False(Mounts.IsMounted(bench.State.Volume(1)));
        Assert.Empty(Directory.EnumerateDirectories($"/sys/block/{Path.GetFileName(disk.Device)}", "loop*p*"));
    }

    [Fact]
    public async Task Preparing_again_changes_nothing_on_the_disks()
    {
        LoopDisk.RequireRoot();
        using var disk = new LoopDisk(512 * Mega);
        using var bench = new Bench();
        var plan = new PrepareDisks { JobId = "j-1", Disks = { Gpt(disk) } };
        await bench.Disks.Prepare(plan, new NoteBook(), Token);
        await File.WriteAllTextAsync(Path.Combine(bench.State.Volume(1), "proof"), "kept", Token);

        await bench.Disks.Prepare(plan, new NoteBook(), Token);
        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(bench.State.Volume(1), "proof"), Token));

        await bench.Disks.Release(new NoteBook(), Token);
        Directory.Delete(bench.State.Root + "/formatted", recursive: true); // as after a new instance
        await bench.Disks.Prepare(plan, new NoteBook(), Token);
        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(bench.State.Volume(1), "proof"), Token));
        await bench.Disks.Release(new NoteBook(), Token);
    }

    [Fact]
    public async Task An_mbr_disk_with_logical_partitions_and_xfs_is_made()
    {
        LoopDisk.RequireRoot();
        using var disk = new LoopDisk(1024 * Mega);
        using var bench = new Bench();
        var notes = new NoteBook();

        await bench.Disks.Prepare(new PrepareDisks { JobId = "j-1", Disks = { Mbr(disk) } }, notes, Token);

        var dump = Shell.Run("sfdisk", "--dump", disk.Device);
        Assert.Contains("label-id: 0x1badcafe", dump, StringComparison.Ordinal);
        Assert.Contains("bootable", dump, StringComparison.Ordinal);
        Assert.True(Mounts.IsMounted(bench.State.Volume(2)));
        Assert.Equal("xfs", Mounts.All().Single(mount => mount.Target == bench.State.Volume(2)).Type);
        await bench.Disks.Release(notes, Token);
    }

    [Fact]
    public async Task A_file_system_on_a_whole_disk_is_made()
    {
        LoopDisk.RequireRoot();
        using var disk = new LoopDisk(128 * Mega);
        using var bench = new Bench();
        var plan = new TargetDisk { Device = disk.Device, SizeBytes = disk.Bytes, Table = "none" };
        plan.Partitions.Add(new TargetPartition { Number = 0, SizeBytes = disk.Bytes, FileSystem = "ext4", Uuid = RootUuid, Label = "data", MountPoint = "/data", Volume = 3 });

        await bench.Disks.Prepare(new PrepareDisks { JobId = "j-1", Disks = { plan } }, new NoteBook(), Token);

        Assert.True(Mounts.IsMounted(bench.State.Volume(3)));
        await bench.Disks.Release(new NoteBook(), Token);
    }

    [Fact]
    public async Task A_disk_that_is_too_small_is_refused_with_its_code()
    {
        LoopDisk.RequireRoot();
        using var disk = new LoopDisk(16 * Mega);
        using var bench = new Bench();
        var plan = new TargetDisk { Device = disk.Device, SizeBytes = 32 * Mega, Table = "none" };

        var refused = await Assert.ThrowsAsync<Faults.ReceiverException>(
            () => bench.Disks.Prepare(new PrepareDisks { JobId = "j-1", Disks = { plan } }, new NoteBook(), Token));

        Assert.Equal("FM-6001", refused.Code.Id);
    }

    private static TargetDisk Gpt(LoopDisk disk)
    {
        var plan = new TargetDisk { Device = disk.Device, SizeBytes = disk.Bytes, Table = "gpt", TableId = "A1B2C3D4-0000-4000-8000-00000000BEEF", System = true };
        plan.Partitions.Add(new TargetPartition
        {
            Number = 1, StartBytes = Mega, SizeBytes = Mega, Type = "21686148-6449-6E6F-744E-656564454649", Id = "11111111-2222-4333-8444-555555555555", Name = "bios",
        });
        var root = new TargetPartition
        {
            Number = 2, StartBytes = 2 * Mega, SizeBytes = 300 * Mega, Type = "4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709", Id = "D2B3B3A4-9F3B-4D6C-8B13-6E5D5C4B3A21",
            Name = "root: the \"first\"", Attributes = 4, FileSystem = "ext4", Uuid = RootUuid, Label = "root", BlockBytes = 4096, MountPoint = "/", Volume = 1,
        };
        root.Features.AddRange(["has_journal", "ext_attr", "resize_inode", "dir_index", "filetype", "needs_recovery", "extent", "64bit", "flex_bg",
            "sparse_super", "large_file", "huge_file", "dir_nlink", "extra_isize", "metadata_csum"]);
        plan.Partitions.Add(root);
        plan.Partitions.Add(new TargetPartition
        {
            Number = 5, StartBytes = 302 * Mega, SizeBytes = 64 * Mega, Type = "0657FD6D-A4AB-43C4-84E5-0933C84B4F4F", Id = "33333333-2222-4333-8444-555555555555",
            FileSystem = "swap", Uuid = SwapUuid, Label = "swap",
        });
        return plan;
    }

    private static TargetDisk Mbr(LoopDisk disk)
    {
        var plan = new TargetDisk { Device = disk.Device, SizeBytes = disk.Bytes, Table = "dos", TableId = "0x1BADCAFE" };
        plan.Partitions.Add(new TargetPartition { Number = 1, StartBytes = Mega, SizeBytes = 100 * Mega, Type = "83", Attributes = 0x80, FileSystem = "ext4", Uuid = RootUuid, MountPoint = "/boot", Volume = 1 });
        plan.Partitions.Add(new TargetPartition { Number = 2, StartBytes = 102 * Mega, SizeBytes = 1024, Type = "5" });
        plan.Partitions.Add(new TargetPartition { Number = 5, StartBytes = 103 * Mega, SizeBytes = 512 * Mega, Type = "83", FileSystem = "xfs", Uuid = XfsUuid, Label = "data", MountPoint = "/", Volume = 2 });
        plan.Partitions.Add(new TargetPartition { Number = 6, StartBytes = 616 * Mega, SizeBytes = 64 * Mega, Type = "82", FileSystem = "swap", Uuid = SwapUuid });
        return plan;
    }
}
