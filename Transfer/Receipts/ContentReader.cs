using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>Reads a file as it lies on its disk and names its content as <see cref="ContentHash"/> does, and by SHA-256 if asked.</summary>
internal static class ContentReader
{
    private const int ChunkLength = 1024 * 1024;

    /// <param name="strong">With SHA-256 beside XXH3-128.</param>
    /// <param name="check">Called often; throws when the work shall end.</param>
    /// <exception cref="LinuxException">The disk refuses.</exception>
    public static (UInt128 Quick, byte[]? Strong, long BytesRead) Read(Descriptor file, long size, bool strong, Action check)
    {
        var quick = new ContentHash();
        using var secure = strong ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkLength);
        long bytes = 0;
        try
        {
            for (long start = 0; start < size; start += ContentHash.RangeLength)
            {
                var end = Math.Min(size, start + ContentHash.RangeLength);
                if (!file.NextData(start, end, out _, out _))
                {
                    continue; // A hole.
                }

                bytes += end - start;
                ReadRange(file, start, end, buffer, quick, secure, check);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (quick.Value, secure?.GetHashAndReset(), bytes);
    }

    private static void ReadRange(Descriptor file, long start, long end, byte[] buffer, ContentHash quick, IncrementalHash? secure, Action check)
    {
        var range = new XxHash128();
        using var secureRange = secure is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var any = false;
        for (var at = start; at < end;)
        {
            check();
            var chunk = buffer.AsSpan(0, (int)Math.Min(ChunkLength, end - at));
            var read = file.Read(chunk, at);
            if (read == 0)
            {
                break; // Shorter than its size said: the hash will differ.
            }

            any |= chunk[..read].ContainsAnyExcept((byte)0);
            range.Append(chunk[..read]);
            secureRange?.AppendData(chunk[..read]);
            at += read;
        }

        if (!any)
        {
            return;
        }

        var number = start / ContentHash.RangeLength;
        quick.Append(number, range.GetCurrentHashAsUInt128());
        if (secure is not null)
        {
            Span<byte> head = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(head, number);
            secure.AppendData(head);
            secure.AppendData(secureRange!.GetHashAndReset());
        }
    }
}
