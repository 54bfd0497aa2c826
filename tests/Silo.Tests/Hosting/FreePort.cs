using System.Net;
using System.Net.Sockets;

namespace FleetMigrator.Silo.Tests.Hosting;

/// <summary>A port of loopback that nobody uses.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
