using System.Net;

namespace FleetMigrator.Agent.Network;

/// <summary>Name servers and search list of <c>/etc/resolv.conf</c>.</summary>
internal sealed record ResolverSettings(IReadOnlyList<IPEndPoint> Servers, IReadOnlyList<string> Search)
{
    private const int MaxServers = 3; // as the C library has it
    private const int DnsPort = 53;

    public static ResolverSettings Parse(string text)
    {
        var servers = new List<IPEndPoint>();
        IReadOnlyList<string> search = [];
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split('#', ';')[0].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["nameserver", var server, ..] && IPAddress.TryParse(server, out var address) && servers.Count < MaxServers)
            {
                servers.Add(new IPEndPoint(address, DnsPort));
            }
            else if (words is ["search" or "domain", ..])
            {
                search = words[1..];
            }
        }

        // Without a name server the C library asks this machine.
        return new ResolverSettings(servers.Count > 0 ? servers : [new IPEndPoint(IPAddress.Loopback, DnsPort)], search);
    }

    /// <summary>The names to ask for, in order: a name with a dot is tried as it stands first.</summary>
    public IEnumerable<string> Candidates(string host)
    {
        if (host.EndsWith('.'))
        {
            return [host];
        }

        var searched = Search.Select(domain => $"{host}.{domain}");
        return host.Contains('.') ? searched.Prepend(host) : searched.Append(host);
    }
}
