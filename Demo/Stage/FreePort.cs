using System.Net;
using System.Net.Sockets;

namespace FleetMigrator.Demo.Stage;

/// <summary>
/// A TCP port that nobody uses. Below those that the kernel gives to clients: one of them could take it before its user does.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    private static int _next = Random.Shared.Next(First, Last);

    /// <summary>A port that is free at this address of the machine; loopback when none is given.</summary>
    public static int Next(string? address = null)
    {
        var at = address is null ? IPAddress.Loopback : IPAddress.Parse(address);
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % (Last - First));
            try
            {
                using var probe = new TcpListener(at, port);
                probe.Start();
                return port;
            }
            catch (SocketException busy) when (busy.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody has it; the next one, then.
            }
        }
    }
}
