namespace FleetMigrator.Receiver.Tests.Disks;

/// <summary>A sparse file attached to a loop device, for tests that need a real disk.</summary>
internal sealed class LoopDisk : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"fleet-disk-{Guid.NewGuid():n}.raw");

    public LoopDisk(long bytes)
    {
        using (var file = File.Create(_file))
        {
            file.SetLength(bytes);
        }

        Device = Shell.Run("losetup", "--find", "--show", _file).Trim();
        Bytes = bytes;
    }

    public string Device { get; }

    public long Bytes { get; }

    public static void RequireRoot()
    {
        if (!string.Equals(Environment.UserName, "root", StringComparison.Ordinal) || !File.Exists("/dev/loop-control"))
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
        Shell.Run("losetup", "--detach", Device);
        File.Delete(_file);
    }
}
