using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FleetMigrator.Transfer.Tests.Engine;

/// <summary>A relay between both ends that sees every byte, as a stranger on the line would.</summary>
internal sealed class WireTap : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly IPEndPoint _receiver;
    private readonly MemoryStream? _recorded;
    private readonly Lock _gate = new();
    private readonly List<(long At, long Bytes)> _passed = [];
    private long _bytes;

    public WireTap(IPEndPoint receiver, bool record = false)
    {
        (_receiver, _recorded) = (receiver, record ? new MemoryStream() : null);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Bytes that went to the receiver.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Everything that went either way.</summary>
    public byte[] Recorded
    {
        get
        {
            lock (_gate)
            {
                return _recorded!.ToArray();
            }
        }
    }

    /// <summary>Bits a second towards the receiver between two amounts of bytes that have passed.</summary>
    public double BitsPerSecond(long fromBytes, long toBytes)
    {
        lock (_gate)
        {
            var from = _passed.First(sample => sample.Bytes >= fromBytes);
            var to = _passed.First(sample => sample.Bytes >= toBytes);
            return (to.Bytes - from.Bytes) * 8 / Stopwatch.GetElapsedTime(from.At, to.At).TotalSeconds;
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            for (; ; )
            {
                var sender = _listener.Accept();
                var receiver = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                receiver.Connect(_receiver);
                new Thread(() => Pass(sender, receiver, count: true)) { IsBackground = true }.Start();
                new Thread(() => Pass(receiver, sender, count: false)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    private void Pass(Socket from, Socket to, bool count)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = from.Receive(buffer)) > 0;)
            {
                Saw(buffer.AsSpan(0, read), count);
                to.Send(buffer.AsSpan(0, read));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            to.Dispose();
        }
    }

    private void Saw(ReadOnlySpan<byte> bytes, bool count)
    {
        lock (_gate)
        {
            _recorded?.Write(bytes);
            if (count)
            {
                _bytes += bytes.Length;
                _passed.Add((Stopwatch.GetTimestamp(), _bytes));
            }
        }
    }
}
