using System.Buffers.Binary;
using System.IO.Hashing;

namespace FleetMigrator.Transfer.Files;

/// <summary>Eight bytes that stand for a path. Two paths with one key are harmless: one entry is sent once more, or deleted a round later.</summary>
internal static class PathKey
{
    public static ulong Of(int volume, ReadOnlySpan<byte> path) => XxHash3.HashToUInt64(path, volume);

    public static ulong OfRange(UInt128 token, long offset)
    {
        Span<byte> buffer = stackalloc byte[24];
        BinaryPrimitives.WriteUInt128LittleEndian(buffer, token);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[16..], offset);
        return XxHash3.HashToUInt64(buffer, seed: -1);
    }
}
