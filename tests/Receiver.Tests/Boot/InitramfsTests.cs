using System.Text;
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
        if (Tools.Toolbox.Find(compress.Split(' ')[0]) is null)
        {
            Assert.Skip($"needs {compress}");
        }

        using var folder = new TemporaryFolder();
        var noise = new byte[300_001];
        new Random(7).NextBytes(noise);
        File.WriteAllBytes(Path.Combine(folder.Path, "image"), [.. Archive(("kernel/x86/microcode", [1, 2, 3])), .. new byte[512]]);
        File.WriteAllBytes(Path.Combine(folder.Path, "main"), Archive(("lib/modules/6.1/virtio-blk.ko.xz", noise), ("init", [])));
        Shell.Run("sh", "-c", $"{compress} < {folder.Path}/main >> {folder.Path}/image");

        var names = Initramfs.Names(Path.Combine(folder.Path, "image"));

        Assert.Contains("kernel/x86/microcode", names);
        Assert.Contains("init", names);
        Assert.True(Initramfs.HasModule(names, "virtio_blk"));
        Assert.False(Initramfs.HasModule(names, "virtio_net"));
    }

    // The kernel's own format: a header of hex digits, the name and the content, each padded to four bytes.
    private static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        var bytes = new List<byte>();
        foreach (var (name, content) in files.Append(("TRAILER!!!", [])))
        {
            bytes.AddRange(Encoding.ASCII.GetBytes($"070701{1:x8}{0x81a4:x8}{0:x8}{0:x8}{1:x8}{0:x8}{content.Length:x8}{0:x8}{0:x8}{0:x8}{0:x8}{name.Length + 1:x8}{0:x8}{name}\0"));
            Pad();
            bytes.AddRange(content);
            Pad();
        }

        return [.. bytes];

        void Pad() => bytes.AddRange(new byte[-bytes.Count & 3]);
    }
}
