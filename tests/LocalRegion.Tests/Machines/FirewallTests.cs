using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Tests.Machines;

public sealed class FirewallTests
{
    [Fact]
    public void Rules_are_written_in_their_order_after_a_policy_that_drops()
    {
        var text = Firewall.Write([new InboundRule("TCP", 22, 22, "10.0.0.0/8", Accept: false), new InboundRule("icmp", -1, -1, "0.0.0.0/0")]);
        var (policy, refuse, accept) = (
            text.IndexOf("policy drop", StringComparison.Ordinal),
            text.IndexOf("ip saddr 10.0.0.0/8 tcp dport 22-22 drop", StringComparison.Ordinal),
            text.IndexOf("ip saddr 0.0.0.0/0 ip protocol icmp accept", StringComparison.Ordinal));
        Assert.True(0 < policy && policy < refuse && refuse < accept, text);
    }

    [Theory]
    [InlineData("tcp", 80, 80, "0.0.0.0/0 accept; flush ruleset")]
    [InlineData("tcp", 0, 80, "0.0.0.0/0")]
    [InlineData("udp", 90, 80, "0.0.0.0/0")]
    [InlineData("tcp", 1, 65536, "0.0.0.0/0")]
    [InlineData("sctp", 80, 80, "0.0.0.0/0")]
    public void What_is_no_rule_is_refused(string protocol, int from, int to, string source)
        => Assert.Throws<MachineException>(() => Firewall.Write([new InboundRule(protocol, from, to, source)]));
}
