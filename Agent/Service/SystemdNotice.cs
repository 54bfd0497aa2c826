using System.Net.Sockets;
using System.Text;

namespace FleetMigrator.Agent.Service;

/// <summary>Tells systemd that the agent is ready and alive. Without systemd it does nothing.</summary>
internal static class SystemdNotice
{
    private static readonly TimeSpan WatchdogPause = TimeSpan.FromSeconds(15); // the unit allows 60 s

    /// <summary>READY once, then signs of life until cancelled.</summary>
    public static async Task Run(TimeProvider clock, CancellationToken cancellation)
    {
        var path = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        // A leading @ stands for the abstract namespace, which the kernel marks by a zero byte.
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path), cancellation);
        await socket.SendAsync(Encoding.ASCII.GetBytes("READY=1"), cancellation);
        while (true)
        {
            await Task.Delay(WatchdogPause, clock, cancellation);
            await socket.SendAsync(Encoding.ASCII.GetBytes("WATCHDOG=1"), cancellation);
        }
    }
}
