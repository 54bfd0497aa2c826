using FleetMigrator.Agent.Inventories;

namespace FleetMigrator.Agent.Tests.Inventories;

public sealed class OsReleaseTests
{
    [Fact]
    public void Quotes_comments_and_escapes_are_read_as_a_shell_would()
    {
        var release = OsRelease.Parse("# a comment\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID='12'\nID=debian\nX=\"a \\\"b\\\"\"\n");
        Assert.Equal(new OsRelease("debian", "12", "Debian GNU/Linux 12 (bookworm)"), release);
    }

    [Fact]
    public void A_system_from_before_os_release_is_known_by_its_redhat_release()
    {
        using var root = new TemporaryFolder();
        root.Write("etc/redhat-release", "CentOS release 6.10 (Final)\n");
        Assert.Equal(new OsRelease("centos", "6.10", "CentOS release 6.10 (Final)"), OsRelease.Read(root.Path));
    }

    [Fact]
    public void A_system_that_says_nothing_gives_empty_fields()
    {
        using var root = new TemporaryFolder();
        Assert.Equal(new OsRelease("", "", ""), OsRelease.Read(root.Path));
    }
}
