using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace FleetMigrator.Agent.Network;

/// <summary>A DNS question as bytes, and the addresses in an answer. Just what a client of one record type needs.</summary>
internal static class DnsMessage
{
    public const ushort A = 1;
    public const ushort Aaaa = 28;

    private const int HeaderBytes = 12;

    /// <summary>A recursive question for one record type.</summary>
    public static byte[] Question(ushort id, string name, ushort type)
    {
        var labels = name.TrimEnd('.').Split('.');
        var message = new byte[HeaderBytes + labels.Sum(label => Encoding.ASCII.GetByteCount(label) + 1) + 1 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), 0x0100); // recursion desired
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), 1);
        var at = HeaderBytes;
        foreach (var label in labels)
        {
            if (label.Length is 0 or > 63)
            {
                throw new FormatException($"'{name}' is not a host name");
            }

            message[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, message.AsSpan(at));
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 1), type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 3), 1); // class IN
        return message;
    }

    /// <summary>
    /// The addresses of an answer; aliases need no following, because a recursive server sends the whole chain.
    /// </summary>
    /// <returns>Null when it isn't the answer to that question or the server failed; empty when the name has none.</returns>
    public static IReadOnlyList<IPAddress>? Addresses(ReadOnlySpan<byte> message, ushort id)
    {
        if (message.Length < HeaderBytes || BinaryPrimitives.ReadUInt16BigEndian(message) != id || (message[2] & 0x80) == 0)
        {
            return null;
        }

        const int noError = 0, noSuchName = 3;
        if ((message[3] & 0x0f) is not (noError or noSuchName))
        {
            return null;
        }

        var found = new List<IPAddress>();
        var at = HeaderBytes;
        for (var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]); questions > 0; questions--)
        {
            at = AfterName(message, at) + 4;
        }

        for (var answers = BinaryPrimitives.ReadUInt16BigEndian(message[6..]); answers > 0; answers--)
        {
            at = AfterName(message, at);
            if (at + 10 > message.Length)
            {
                break; // truncated: what came whole is good enough
            }

            var type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            at += 10;
            if (at + length > message.Length)
            {
                break;
            }

            if ((type == A && length == 4) || (type == Aaaa && length == 16))
            {
                found.Add(new IPAddress(message.Slice(at, length)));
            }

            at += length;
        }

        return found;
    }

    private static int AfterName(ReadOnlySpan<byte> message, int at)
    {
        while (at < message.Length)
        {
            var length = message[at];
            if ((length & 0xc0) == 0xc0)
            {
                return at + 2; // a pointer ends a name
            }

            at += 1 + length;
            if (length == 0)
            {
                return at;
            }
        }

        return message.Length;
    }
}
