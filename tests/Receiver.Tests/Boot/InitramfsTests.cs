using FleetMigrator.Receiver.Boot;
using FleetMigrator.Receiver.Tests.Disks;

namespace FleetMigrator.Receiver.Tests.Boot;

public sealed class InitramfsTests
{
    [Theory]
    [InlineData("gzip --stdout")]
    [InlineData("zstd --stdout")]
    [InlineData("xz --stdout --check=crc32")]
    [InlineData("lz4 -l --stdout")]
    [InlineData("cat")]
    public void Names_are_read_behind_an_uncompressed_archive_and_through_any_compression(string compress)
    {
        if (Tools.Toolbox.Find("cpio") is null || Tools.Toolbox.Find(compress.Split(' ')[0]) is null)
        {
            Assert.Skip($"needs cpio and {compress}");
        }

        using var folder = new TemporaryFolder();
        Shell.Run("sh", "-c", $"""
            set -e; cd {folder.Path}; mkdir -p early/kernel/x86 main/lib/modules/6.1/kernel
            echo microcode > early/kernel/x86/microcode; head -c 300000 /dev/urandom > main/lib/modules/6.1/kernel/virtio-blk.ko.xz; touch main/init
            (cd early; find . | cpio --quiet -o -H newc) > image
            (cd main; find . | cpio --quiet -o -H newc) | {compress} >> image
            """);

        var names = Initramfs.Names(Path.Combine(folder.Path, "image"));

        Assert.Contains("kernel/x86/microcode", names);
        Assert.Contains("init", names);
        Assert.True(Initramfs.HasModule(names, "virtio_blk"));
        Assert.False(Initramfs.HasModule(names, "virtio_net"));
    }
}
