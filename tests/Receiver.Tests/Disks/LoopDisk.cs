namespace FleetMigrator.Receiver.Tests.Disks;

/// <summary>A sparse file attached to a loop device, for tests that need a real disk.</summary>
internal sealed class LoopDisk : IDisposable
{

    public LoopDisk(long bytes)
    {
        using (var file = System.IO.File.Create(File))
        {
            file.SetLength(bytes);
        }

        Device = Shell.Run("losetup", "--find", "--show", File).Trim();
        Bytes = bytes;
    }

    public string File { get; } = Path.Combine(Path.GetTempPath(), $"fleet-disk-{Guid.NewGuid():n}.raw");

    public string Device { get; }

    public long Bytes { get; }

    public static void RequireRoot()
    {
        if (!string.Equals(Environment.UserName, "root", StringComparison.Ordinal) || !System.IO.File.Exists("/dev/loop-control"))
        {
            Assert.Skip("needs root and loop devices");
        }

        foreach (var tool in new[] { "losetup", "sgdisk", "sfdisk", "mkfs.xfs", "mkfs.ext4", "blkid", "wipefs" })
        {
            if (Tools.Toolbox.Find(tool) is null)
            {
                Assert.Skip($"needs {tool}");
            }
        }
    }

    public void Dispose()
    {
        var name = Path.GetFileName(Device);
        if (Directory.EnumerateDirectories($"/sys/block/{name}", name + "p*").Any())
        {
            Shell.Run("partx", "--delete", Device);
        }

        Shell.Run("losetup", "--detach", Device);
        System.IO.File.Delete(File);
    }
}
