using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using FleetMigrator.Agent.Faults;

namespace FleetMigrator.Agent.Network;

/// <summary>
/// Finds addresses by literal, hosts file and DNS. The C library's own resolver loads plug-ins at run time, which a static
/// program can't rely on, so this one replaces it.
/// </summary>
internal sealed class Resolver(string hostsFile = "/etc/hosts", Func<ResolverSettings>? settings = null)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);
    private const int Attempts = 2;

    private readonly Func<ResolverSettings> _settings = settings
        ?? (() => ResolverSettings.Parse(File.Exists("/etc/resolv.conf") ? File.ReadAllText("/etc/resolv.conf") : ""));

    /// <summary>The addresses of a host, IPv4 first.</summary>
    /// <exception cref="AgentException">FM-2019 when nobody knows the name.</exception>
    public async Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return [literal];
        }

        var inFile = File.Exists(hostsFile) ? HostsFile.Find(await File.ReadAllTextAsync(hostsFile, cancellation), host) : [];
        if (inFile.Count > 0)
        {
            return inFile;
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [IPAddress.Loopback];
        }

        var current = _settings();
        foreach (var name in current.Candidates(host))
        {
            var found = await Ask(current.Servers, name, cancellation);
            if (found.Count > 0)
            {
                return found;
            }
        }

        throw AgentFaults.ServiceUnreachable.With(
            $"the name {host} is neither in {hostsFile} nor known to {string.Join(", ", current.Servers)}");
    }

    private static async Task<IReadOnlyList<IPAddress>> Ask(IReadOnlyList<IPEndPoint> servers, string name, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            foreach (var server in servers)
            {
                var answers = await Task.WhenAll(
                    AskOne(server, name, DnsMessage.A, cancellation), AskOne(server, name, DnsMessage.Aaaa, cancellation));
                if (answers.Any(answer => answer is not null))
                {
                    return [.. answers.SelectMany(answer => answer ?? [])];
                }
            }
        }

        return [];
    }

    private static async Task<IReadOnlyList<IPAddress>?> AskOne(IPEndPoint server, string name, ushort type, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(AnswerTime);
        try
        {
            // A connected socket takes answers from that server only; the random id guards against guessed ones.
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(server, patience.Token);
            var id = (ushort)RandomNumberGenerator.GetInt32(0x10000);
            await socket.SendAsync(DnsMessage.Question(id, name, type), patience.Token);
            var buffer = new byte[4096];
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer, patience.Token);
                if (DnsMessage.Addresses(buffer.AsSpan(0, length), id) is { } addresses)
                {
                    return addresses;
                }
            }
        }
        catch (SocketException)
        {
            return null; // the next server is asked
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
