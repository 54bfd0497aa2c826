using FleetMigrator.Receiver.Boot;
using FleetMigrator.Receiver.Tests.Disks;

namespace FleetMigrator.Receiver.Tests.Boot;

public sealed class TargetPathTests
{
    [Theory]
    [InlineData("/etc/fstab", "/etc/fstab")]
    [InlineData("/absolute/fstab", "/etc/fstab")]
    [InlineData("/relative/fstab", "/etc/fstab")]
    [InlineData("/out/passwd", "/etc/passwd")]
    [InlineData("/../../etc/passwd", "/etc/passwd")]
    [InlineData("/etc/new/file", "/etc/new/file")]
    public void Links_start_at_the_targets_own_root(string path, string expected)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "etc"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "absolute"), "/etc");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "relative"), "./etc");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "out"), "../../../../../../etc");

        Assert.Equal(folder.Path + expected, TargetPath.Resolve(folder.Path, path));
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "b"), "a");

        Assert.Throws<IOException>(() => TargetPath.Resolve(folder.Path, "/a/file"));
    }
}
