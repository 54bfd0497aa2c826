using System.Net;
using System.Text;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Writes inbound rules as nftables rules.</summary>
internal static class Firewall
{
    /// <exception cref="MachineException">A rule holds something that is not a protocol, port or range.</exception>
    public static string Write(IReadOnlyList<InboundRule>? rules)
    {
        // One transaction: adding the table first makes the deletion right whether or not it was there.
        var text = new StringBuilder("add table inet machine\ndelete table inet machine\n");
        if (rules is null)
        {
            return text.ToString();
        }

        text.Append("""
            table inet machine {
              chain inbound {
                type filter hook input priority 0; policy drop;
                iif lo accept
                ct state established,related accept
                icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept

            """);
        foreach (var rule in rules)
        {
            text.Append($"    ip saddr {Range(rule)} {Match(rule)}{(rule.Accept ? "accept" : "drop")}\n");
        }

        return text.Append("  }\n}\n").ToString();
    }

    private static string Range(InboundRule rule)
        => IPNetwork.TryParse(rule.Source, out var network)
            ? network.ToString()
            : IPAddress.TryParse(rule.Source, out var one)
                ? one.ToString()
                : throw new MachineException($"'{rule.Source}' is no address range");

    private static string Match(InboundRule rule) => rule.Protocol.ToLowerInvariant() switch
    {
        "tcp" => $"tcp dport {Ports(rule)} ",
        "udp" => $"udp dport {Ports(rule)} ",
        "icmp" => "ip protocol icmp ",
        "all" => "",
        _ => throw new MachineException($"'{rule.Protocol}' is no protocol of a rule"),
    };

    private static string Ports(InboundRule rule)
        => rule.FromPort is >= 1 and <= 65535 && rule.ToPort >= rule.FromPort && rule.ToPort <= 65535
            ? $"{rule.FromPort}-{rule.ToPort}"
            : throw new MachineException($"{rule.FromPort} to {rule.ToPort} are no ports");
}
