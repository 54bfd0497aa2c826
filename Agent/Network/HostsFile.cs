using System.Net;

namespace FleetMigrator.Agent.Network;

/// <summary>Names in <c>/etc/hosts</c>.</summary>
internal static class HostsFile
{
    public static IReadOnlyList<IPAddress> Find(string text, string host)
    {
        var found = new List<IPAddress>();
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split('#')[0].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1 && words.Skip(1).Contains(host, StringComparer.OrdinalIgnoreCase)
                && IPAddress.TryParse(words[0], out var address))
            {
                found.Add(address);
            }
        }

        return found;
    }
}
