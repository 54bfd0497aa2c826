using System.Net;
using System.Net.Sockets;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Opens a listening socket inside a network namespace, served by this process.</summary>
public static class NamespaceSocket
{
    private const int Backlog = 64;

    /// <param name="networkNamespace">Its file: <c>/run/netns/name</c> or <c>/proc/PID/ns/net</c>.</param>
    /// <param name="address">An address that the namespace has.</param>
    /// <param name="port">TCP port, 1 to 65535; 0 lets the kernel choose.</param>
    /// <exception cref="MachineException">The namespace is gone, or the address is not there or in use.</exception>
    public static Socket Listen(string networkNamespace, IPAddress address, int port)
    {
        Socket? socket = null;
        Exception? failure = null;

        // A thread of its own that ends here: one that came back to the pool would carry the namespace to others' work.
        var thread = new Thread(() =>
        {
            try
            {
                socket = ListenHere(networkNamespace, new IPEndPoint(address, port));
            }
            catch (Exception caught)
            {
                failure = caught;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? socket! : throw new MachineException($"{address}:{port} in {networkNamespace}: {failure.Message}", failure);
    }

    private static Socket ListenHere(string networkNamespace, IPEndPoint end)
    {
        using var file = File.OpenHandle(networkNamespace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (Libc.EnterNamespace(file, Libc.NewNetworkNamespace) != 0)
        {
            throw Libc.Error("the namespace cannot be entered");
        }

        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(end);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
