using System.Net;
using System.Net.Sockets;

namespace FleetMigrator.Silo.Tests.Hosting;

/// <summary>
/// A port of loopback that nobody uses. Below those that the kernel gives to clients: one of them could take it before the test does.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    private static int _next = Random.Shared.Next(First, Last);

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % (Last - First));
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; the next one, then.
            }
        }
    }
}
