using System.Text;
using FleetMigrator.Agent.Inventories.FileSystems;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Tests.Inventories;

[Trait("Kind", "system")]
public sealed class FileSystemProbeTests
{
    private const long Mebibyte = 1 << 20;
    private const string Uuid = "01234567-89ab-cdef-0123-456789abcdef";

    [Theory]
    [InlineData("ext2")]
    [InlineData("ext3")]
    [InlineData("ext4")]
    public void Ext_is_told_with_its_features_as_dumpe2fs_names_them(string type)
    {
        using var folder = new TemporaryFolder();
        var path = Tool.Sparse(folder.File("disk"), 64 * Mebibyte);
        Tool.Run("mke2fs", "-q", "-t", type, "-b", "4096", "-L", "root disk", "-U", Uuid, path);
        var found = Read(path)!;
        Assert.Equal((type, Uuid, "root disk", 4096), (found.Type, found.Uuid, found.Label, found.BlockBytes));

        var line = Tool.Run("dumpe2fs", "-h", path).Split('\n').First(line => line.StartsWith("Filesystem features:", StringComparison.Ordinal));
        var expected = line.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Features.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_features_that_were_read_make_the_same_file_system_again()
    {
        using var folder = new TemporaryFolder();
        var first = Tool.Sparse(folder.File("first"), 64 * Mebibyte);
        var second = Tool.Sparse(folder.File("second"), 64 * Mebibyte);
        Tool.Run("mke2fs", "-q", "-t", "ext4", "-O", "^metadata_csum,^64bit,uninit_bg,quota", first);
        var features = Read(first)!.Features;
        Tool.Run("mke2fs", "-q", "-t", "ext4", "-O", "none," + string.Join(',', features), second);
        Assert.Equal(features, Read(second)!.Features);
    }

    [Fact]
    public void Xfs_is_told_with_its_features()
    {
        using var folder = new TemporaryFolder();
        var path = Tool.Sparse(folder.File("disk"), 512 * Mebibyte);
        Tool.Run("mkfs.xfs", "-q", "-L", "data", "-m", $"uuid={Uuid},reflink=0", path);
        var found = Read(path)!;
        Assert.Equal(("xfs", Uuid, "data", 4096), (found.Type, found.Uuid, found.Label, found.BlockBytes));
        Assert.Contains("crc", found.Features);
        Assert.DoesNotContain("reflink", found.Features);
    }

    [Fact]
    public void Btrfs_is_told()
    {
        using var folder = new TemporaryFolder();
        var path = Tool.Sparse(folder.File("disk"), 256 * Mebibyte);
        Tool.Run("mkfs.btrfs", "-q", "-L", "b", "-U", Uuid, path);
        Assert.Equal(("btrfs", Uuid, "b"), (Read(path)!.Type, Read(path)!.Uuid, Read(path)!.Label));
    }

    [Theory]
    [InlineData("16", 20)]
    [InlineData("32", 64)]
    public void Fat_is_told(string width, int mebibytes)
    {
        using var folder = new TemporaryFolder();
        var path = Tool.Sparse(folder.File("disk"), mebibytes * Mebibyte);
        Tool.Run("mkfs.vfat", "-F", width, "-i", "1234abcd", "-n", "EFI", path);
        Assert.Equal(("vfat", "1234-ABCD", "EFI"), (Read(path)!.Type, Read(path)!.Uuid, Read(path)!.Label));
    }

    [Fact]
    public void Swap_is_told()
    {
        using var folder = new TemporaryFolder();
        var path = Tool.Sparse(folder.File("disk"), 20 * Mebibyte);
        Tool.Run("mkswap", "-q", "-L", "sw", "-U", Uuid, path);
        Assert.Equal(("swap", Uuid, "sw"), (Read(path)!.Type, Read(path)!.Uuid, Read(path)!.Label));
    }

    [Fact]
    public void A_physical_volume_of_lvm_is_told()
    {
        using var folder = new TemporaryFolder();
        var path = Tool.Sparse(folder.File("disk"), Mebibyte);
        using (var file = new FileStream(path, FileMode.Open))
        {
            file.Position = 512;
            file.Write(Encoding.ASCII.GetBytes("LABELONE"));
            file.Position = 512 + 0x18;
            file.Write(Encoding.ASCII.GetBytes("LVM2 001abcdefghijklmnopqrstuvwxyz012345"));
        }

        Assert.Equal(("LVM2_member", "abcdef-ghij-klmn-opqr-stuv-wxyz-012345"), (Read(path)!.Type, Read(path)!.Uuid));
    }

    [Fact]
    public void Nothing_is_found_on_an_empty_disk_and_on_one_too_small_for_any_superblock()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(Read(Tool.Sparse(folder.File("empty"), Mebibyte)));
        Assert.Null(Read(Tool.Sparse(folder.File("tiny"), 100)));
    }

    private static FileSystem? Read(string path)
    {
        using var device = BlockDevice.Open(path);
        return FileSystemProbe.Read(device, 0, device.SizeBytes);
    }
}
