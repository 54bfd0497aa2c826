using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>
/// Listens to the kernel's messages about loop devices, as udev does on an ordinary system, and tells when the
/// partitions of one may have changed.
/// </summary>
internal sealed unsafe class PartitionWatcher : IDisposable
{
    private const int Netlink = 16;
    private const int DatagramCloseOnExec = 2 | 0x80000;
    private const int KernelObjects = 15;
    private const int SocketLevel = 1;
    private const int ReceiveTimeout = 20;
    private const int ReceiveBufferForce = 33;
    private const int ReceiveBufferBytes = 4 << 20;
    private const int LongestMessage = 16384;

    private readonly int _socket;
    private readonly Action<int?> _changed;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <param name="changed">Gets the number of the loop device, or null when messages were lost and any may have changed.</param>
    public PartitionWatcher(Action<int?> changed)
    {
        _changed = changed;
        _socket = Libc.OpenSocket(Netlink, DatagramCloseOnExec, KernelObjects);
        if (_socket < 0)
        {
            throw Libc.Error("the kernel's device messages cannot be heard");
        }

        // struct sockaddr_nl: family, padding, port number 0 (chosen by the kernel), group 1 (kernel messages).
        var address = stackalloc uint[3] { Netlink, 0, 1 };
        var room = ReceiveBufferBytes;
        _ = Libc.SetOption(_socket, SocketLevel, ReceiveBufferForce, &room, sizeof(int));
        var halfSecond = stackalloc long[2] { 0, 500_000 };
        _ = Libc.SetOption(_socket, SocketLevel, ReceiveTimeout, (int*)halfSecond, 16);
        if (Libc.Bind(_socket, (byte*)address, 12) != 0)
        {
            var error = Libc.Error("the kernel's device messages cannot be heard");
            _ = Libc.Close(_socket);
            throw error;
        }

        _thread = new Thread(Listen) { IsBackground = true, Name = "partition watcher" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
        _ = Libc.Close(_socket);
    }

    private void Listen()
    {
        const int TimedOut = 11;
        const int Interrupted = 4;
        var buffer = new byte[LongestMessage];
        while (!_stopping)
        {
            nint length;
            fixed (byte* first = buffer)
            {
                length = Libc.Receive(_socket, first, LongestMessage, 0);
            }

            if (length > 0)
            {
                if (LoopOf(buffer.AsSpan(0, (int)length)) is { } loop)
                {
                    _changed(loop);
                }
            }
            else if (Marshal.GetLastPInvokeError() is not (TimedOut or Interrupted))
            {
                _changed(null);
            }
        }
    }

    /// <summary>The message begins <c>add@/devices/virtual/block/loop3/loop3p1</c>, ended by a zero byte.</summary>
    internal static int? LoopOf(ReadOnlySpan<byte> message)
    {
        const string Folder = "/devices/virtual/block/loop";
        var end = message.IndexOf((byte)0);
        var head = Encoding.ASCII.GetString(end < 0 ? message : message[..end]);
        var at = head.IndexOf(Folder, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var digits = head.AsSpan(at + Folder.Length);
        var slash = digits.IndexOf('/');
        return int.TryParse(slash < 0 ? digits : digits[..slash], CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
