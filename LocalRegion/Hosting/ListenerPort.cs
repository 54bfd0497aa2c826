using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>Which port the region listens on. A restart takes the one before, because callers know it.</summary>
internal static class ListenerPort
{
    public static int Choose(RegionOptions options)
    {
        var file = Path.Combine(options.Data, "port");
        var port = options.Port > 0 ? options.Port : Remembered(file) ?? Free();
        File.WriteAllText(file, port.ToString(CultureInfo.InvariantCulture));
        return port;
    }

    private static int? Remembered(string file)
    {
        if (!File.Exists(file) || !int.TryParse(File.ReadAllText(file), out var port))
        {
            return null;
        }

        try
        {
            using var trial = new TcpListener(IPAddress.Loopback, port);
            trial.Start();
            return port;
        }
        catch (SocketException)
        {
            return null; // Somebody else has it now.
        }
    }

    private static int Free()
    {
        using var trial = new TcpListener(IPAddress.Loopback, 0);
        trial.Start();
        return ((IPEndPoint)trial.LocalEndpoint).Port;
    }
}
