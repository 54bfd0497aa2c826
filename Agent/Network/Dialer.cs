using System.Net;
using System.Net.Sockets;

namespace FleetMigrator.Agent.Network;

/// <summary>Opens TCP connections by our own resolver.</summary>
internal sealed class Dialer(Resolver resolver)
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    /// <summary>Tries the host's addresses in turn.</summary>
    /// <exception cref="SocketException">The last one's failure, when none answered.</exception>
    public async Task<Socket> Dial(string host, int port, CancellationToken cancellation)
    {
        Exception? last = null;
        foreach (var address in await resolver.Resolve(host, cancellation))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                patience.CancelAfter(ConnectTime);
                await socket.ConnectAsync(new IPEndPoint(address, port), patience.Token);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                socket.Dispose();
                last = new SocketException((int)SocketError.TimedOut);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
        => new NetworkStream(await Dial(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation), ownsSocket: true);
}
