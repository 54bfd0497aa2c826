using System.Diagnostics;
using FleetMigrator.Agent.Inventories.Disks;
using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Tests.Inventories;

[Trait("Kind", "system")]
public sealed class PartitionTableTests
{
    private const long Mebibyte = 1 << 20;
    private const string DiskId = "11111111-2222-3333-4444-555555555555";
    private const string PartitionId = "AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE";

    [Fact]
    public void A_gpt_is_read_as_sgdisk_wrote_it()
    {
        using var folder = new TemporaryFolder();
        var table = Read(Gpt(folder));
        Assert.Equal("gpt", table.Kind);
        Assert.Equal(DiskId, table.Id, ignoreCase: true);
        Assert.Equal([1, 3], table.Partitions.Select(partition => partition.Number));
        var boot = table.Partitions[0];
        Assert.Equal((Mebibyte, Mebibyte, "21686148-6449-6E6F-744E-656564454649", "bios boot"), (boot.StartBytes, boot.SizeBytes, boot.Type, boot.Name));
        var root = table.Partitions[1];
        Assert.Equal((PartitionId, 4L), (root.Id, root.Attributes));
        Assert.Equal(10 * Mebibyte, root.SizeBytes);
    }

    [Fact]
    public void A_gpt_with_a_damaged_head_is_read_from_its_copy()
    {
        using var folder = new TemporaryFolder();
        var path = Gpt(folder);
        using (var file = new FileStream(path, FileMode.Open))
        {
            file.Position = 512 + 60;
            file.WriteByte(0xff);
        }

        Assert.Equal(2, Read(path).Partitions.Count);
    }

    [Fact]
    public void An_mbr_is_read_with_its_active_mark_and_logical_partitions()
    {
        using var folder = new TemporaryFolder();
        var path = Tool.Sparse(folder.File("disk"), 100 * Mebibyte);
        Assert.SkipUnless(File.Exists("/usr/sbin/sfdisk") || File.Exists("/sbin/sfdisk"), "sfdisk is not installed");
        Sfdisk(path, "label: dos\nlabel-id: 0xdeadbeef\nstart=2048,size=20480,type=83,bootable\nstart=22528,size=102400,type=5\nstart=24576,size=20480,type=82\nstart=47104,size=20480,type=83\n");
        var table = Read(path);
        Assert.Equal(("dos", "deadbeef"), (table.Kind, table.Id));
        Assert.Equal([1, 2, 5, 6], table.Partitions.Select(partition => partition.Number));
        Assert.Equal(["83", "05", "82", "83"], table.Partitions.Select(partition => partition.Type));
        Assert.Equal([2048L * 512, 22528L * 512, 24576L * 512, 47104L * 512], table.Partitions.Select(partition => partition.StartBytes));
        Assert.Equal(0x80, table.Partitions[0].Attributes);
    }

    [Fact]
    public void A_disk_with_a_bare_file_system_has_no_table_even_if_it_looks_like_an_mbr()
    {
        using var folder = new TemporaryFolder();
        var path = Tool.Sparse(folder.File("disk"), 40 * Mebibyte);
        Tool.Run("mkfs.vfat", "-I", path);
        Assert.Equal(PartitionTable.None.Kind, Read(path).Kind);
    }

    [Fact]
    public void An_empty_disk_has_no_table()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(PartitionTable.None, Read(Tool.Sparse(folder.File("disk"), Mebibyte)));
    }

    private static string Gpt(TemporaryFolder folder)
    {
        var path = Tool.Sparse(folder.File("disk"), 64 * Mebibyte);
        Tool.Run("sgdisk", "-U", DiskId, "-n", "1:2048:+1M", "-t", "1:ef02", "-c", "1:bios boot",
            "-n", "3:0:+10M", "-u", $"3:{PartitionId}", "-A", "3:set:2", path);
        return path;
    }

    private static void Sfdisk(string path, string script)
    {
        var start = new ProcessStartInfo("/sbin/sfdisk", ["--no-reread", "-q", path]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static PartitionTable Read(string path)
    {
        using var device = BlockDevice.Open(path);
        return PartitionTable.Read(device);
    }
}
