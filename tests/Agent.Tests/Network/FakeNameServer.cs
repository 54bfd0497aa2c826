using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FleetMigrator.Agent.Network;

namespace FleetMigrator.Agent.Tests.Network;

/// <summary>A DNS server on loopback that knows what the test tells it, and answers with an alias first.</summary>
internal sealed class FakeNameServer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Func<string, IPAddress[]> _knows;

    public FakeNameServer(Func<string, IPAddress[]> knows)
    {
        _knows = knows;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = (IPEndPoint)_socket.LocalEndPoint!;
        _ = Task.Run(Serve);
    }

    public IPEndPoint Address { get; }

    public void Dispose() => _socket.Dispose();

    private async Task Serve()
    {
        var buffer = new byte[1500];
        try
        {
            while (true)
            {
                var asked = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                await _socket.SendToAsync(Answer(buffer.AsSpan(0, asked.ReceivedBytes)), asked.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private byte[] Answer(ReadOnlySpan<byte> question)
    {
        var name = new List<string>();
        var at = 12;
        for (; question[at] != 0; at += question[at] + 1)
        {
            name.Add(Encoding.ASCII.GetString(question.Slice(at + 1, question[at])));
        }

        var type = BinaryPrimitives.ReadUInt16BigEndian(question[(at + 1)..]);
        var family = type == DnsMessage.A ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        var addresses = _knows(string.Join('.', name)).Where(address => address.AddressFamily == family).ToArray();
        var answer = new List<byte>(question.ToArray());
        answer[2] |= 0x80;
        answer[3] = (byte)(addresses.Length == 0 ? 3 : 0);
        answer[7] = (byte)(addresses.Length == 0 ? 0 : addresses.Length + 1);
        if (addresses.Length > 0)
        {
            answer.AddRange([0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 2, 0xc0, 12]); // CNAME
        }

        foreach (var address in addresses)
        {
            var bytes = address.GetAddressBytes();
            answer.AddRange([0xc0, 12, 0, (byte)type, 0, 1, 0, 0, 0, 9, 0, (byte)bytes.Length, .. bytes]);
        }

        return [.. answer];
    }
}
