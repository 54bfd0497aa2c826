using System.Buffers.Binary;
using System.Text;

namespace FleetMigrator.Transfer.Frames;

/// <summary>What the sender says first on each connection: 128 bytes.</summary>
/// <param name="JobId">At most 64 ASCII characters.</param>
/// <param name="Epoch">The attempt.</param>
/// <param name="Session">Random, the same for all streams of one session; a new one replaces the old.</param>
/// <param name="Stream">Number of this connection; 0 opens the session.</param>
/// <param name="Streams">How many there will be.</param>
public sealed record Preface(string JobId, long Epoch, UInt128 Session, byte Stream, byte Streams)
{
    public const int Size = 128;
    public const int MaxJobId = 64;
    public const byte MaxStreams = 4;

    /// <summary>The only version so far; the range lets both ends take the highest that they share.</summary>
    public const ushort Version = 1;

    private static ReadOnlySpan<byte> Magic => "FLEETMV\n"u8;

    public void Write(Span<byte> target)
    {
        target = target[..Size];
        target.Clear();
        Magic.CopyTo(target);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[10..], Version);
        target[12] = Stream;
        target[13] = Streams;
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Epoch);
        BinaryPrimitives.WriteUInt128LittleEndian(target[24..], Session);
        target[40] = (byte)Encoding.ASCII.GetBytes(JobId, target.Slice(41, MaxJobId));
        BinaryPrimitives.WriteUInt32LittleEndian(target[124..], Crc32C.Of(target[..124]));
    }

    /// <summary>Reads and checks a preface.</summary>
    /// <exception cref="ProtocolException">Not one of ours, or of another version.</exception>
    public static Preface Parse(ReadOnlySpan<byte> source)
    {
        source = source[..Size];
        if (!source.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(source[124..]) != Crc32C.Of(source[..124]))
        {
            throw new ProtocolException("the connection doesn't begin with a preface");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(source[8..]) > Version || BinaryPrimitives.ReadUInt16LittleEndian(source[10..]) < Version)
        {
            throw new ProtocolException("no protocol version is known to both ends");
        }

        byte stream = source[12], streams = source[13], jobLength = source[40];
        if (streams is 0 or > MaxStreams || stream >= streams || jobLength > MaxJobId)
        {
            throw new ProtocolException("a preface has impossible values");
        }

        return new Preface(
            Encoding.ASCII.GetString(source.Slice(41, jobLength)),
            BinaryPrimitives.ReadInt64LittleEndian(source[16..]),
            BinaryPrimitives.ReadUInt128LittleEndian(source[24..]),
            stream,
            streams);
    }
}
