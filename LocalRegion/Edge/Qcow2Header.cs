using System.Buffers.Binary;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>The beginning of a qcow2 file.</summary>
internal sealed record Qcow2Header(uint Version, long VirtualBytes)
{
    public const int Bytes = 72;
    private const uint Magic = 0x514649FB; // "QFI" and 0xFB
    private const int VersionAt = 4;
    private const int BackingFileAt = 8;
    private const int SizeAt = 24;
    private const int EncryptionAt = 32;

    /// <exception cref="InvalidDataException">The message says what is wrong with the file.</exception>
    public static Qcow2Header Parse(ReadOnlySpan<byte> start)
    {
        if (start.Length < Bytes || BinaryPrimitives.ReadUInt32BigEndian(start) != Magic)
        {
            throw new InvalidDataException("it is not a qcow2 file.");
        }

        var version = BinaryPrimitives.ReadUInt32BigEndian(start[VersionAt..]);
        if (version is not (2 or 3))
        {
            throw new InvalidDataException($"its qcow2 version {version} is not known.");
        }

        if (BinaryPrimitives.ReadUInt64BigEndian(start[BackingFileAt..]) != 0)
        {
            throw new InvalidDataException("it rests on a backing file.");
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(start[EncryptionAt..]) != 0)
        {
            throw new InvalidDataException("it is encrypted.");
        }

        var size = BinaryPrimitives.ReadInt64BigEndian(start[SizeAt..]);
        return size > 0 ? new Qcow2Header(version, size) : throw new InvalidDataException("its virtual size is not positive.");
    }
}
