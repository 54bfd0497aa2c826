using System.Text;
using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Tests.Files;

public sealed class BytePathTests
{
    [Theory]
    [InlineData("..")]
    [InlineData("../etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("/etc")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".")]
    [InlineData("a/./b")]
    [InlineData("a\0b")]
    [InlineData(".fleet-partial")]
    [InlineData(".fleet-partial/0")]
    public void A_path_that_could_lead_elsewhere_is_refused(string path)
        => Assert.Throws<ProtocolException>(() => BytePath.Check(Encoding.UTF8.GetBytes(path)));

    [Fact]
    public void A_component_that_no_file_system_holds_is_refused()
        => Assert.Throws<ProtocolException>(() => BytePath.Check(new string('x', 256).Select(one => (byte)one).ToArray()));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/b c/...")]
    [InlineData("..a/b..")]
    [InlineData("a/.fleet-partial")]
    public void Every_other_name_is_allowed(string path) => BytePath.Check(Encoding.UTF8.GetBytes(path));
}
