using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using FleetMigrator.Cloud.Protocol.Checksums;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using Microsoft.Win32.SafeHandles;

namespace FleetMigrator.Cloud.Oss;

/// <summary>
/// Brings a file to a bucket: small ones at once, larger ones in parts. An upload of the same key that was broken off is taken
/// up again; parts whose MD5 fits are not sent twice. The object's CRC64 is compared with the file's at the end.
/// </summary>
internal sealed class OssUpload(OssClient client, IBuckets buckets)
{
    /// <summary>Up to here one request does it.</summary>
    internal const int PartBytes = 16 * 1024 * 1024;

    private const int MostParts = 10_000;

    /// <summary>Enough to fill a long line; each costs the memory of one part.</summary>
    private const int AtOnce = 3;

    public async Task Run(string region, string bucket, string key, string path, CancellationToken cancellation)
    {
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous);
        var length = RandomAccess.GetLength(file);
        if (length <= PartBytes)
        {
            await PutWhole(region, new(bucket, key), file, (int)length, cancellation);
            return;
        }

        var partBytes = (int)Math.Min(int.MaxValue / 2, Math.Max(PartBytes, (length + MostParts - 1) / MostParts));
        var pending = await buckets.PendingUploads(region, bucket, key, cancellation);
        var uploadId = pending.LastOrDefault(upload => upload.Key == key)?.UploadId ?? await buckets.BeginUpload(region, bucket, key, cancellation);
        var there = (await buckets.Parts(region, bucket, key, uploadId, cancellation) ?? []).ToDictionary(part => part.Number);
        var count = (int)((length + partBytes - 1) / partBytes);
        var sent = new (UploadPart Part, ulong Crc)[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (at, token) =>
        {
            var from = (long)at * partBytes;
            sent[at] = await PutPart(region, new(bucket, key), uploadId, at + 1, there.GetValueOrDefault(at + 1), file, from, (int)Math.Min(partBytes, length - from), token);
        });

        await buckets.CompleteUpload(region, bucket, key, uploadId, [.. sent.Select(part => part.Part)], cancellation);
        var crc = sent.Aggregate(0UL, (sum, part) => Crc64Ecma.Combine(sum, part.Crc, part.Part.Bytes));
        var head = await client.Send(new("HEAD", region, new(bucket, key)), cancellation);
        Compare(crc, head.Header(Crc64Header), bucket, key);
    }

    internal const string Crc64Header = "x-oss-hash-crc64ecma";

    private async Task PutWhole(string region, OssResource resource, SafeFileHandle file, int length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        await Fill(file, 0, bytes, cancellation);
        var answer = await client.Send(new("PUT", region, resource) { Headers = [Md5Header(bytes)], Body = bytes }, cancellation);
        Compare(Crc64Ecma.Of(bytes), answer.Header(Crc64Header), resource.Bucket, resource.Key);
    }

    private async Task<(UploadPart Part, ulong Crc)> PutPart(
        string region, OssResource resource, string uploadId, int number, UploadPart? there, SafeFileHandle file, long from, int length, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var bytes = buffer.AsMemory(0, length);
            await Fill(file, from, bytes, cancellation);
            var crc = Crc64Ecma.Of(bytes.Span);
#pragma warning disable CA5351 // MD5 is OSS's entity tag of a part; it guards against accidents, TLS and CRC64 against the rest.
            var md5 = Convert.ToHexString(MD5.HashData(bytes.Span));
#pragma warning restore CA5351
            if (there is not null && there.Bytes == length && string.Equals(there.ETag, md5, StringComparison.OrdinalIgnoreCase))
            {
                return (there, crc);
            }

            var answer = await client.Send(
                new("PUT", region, resource)
                {
                    Query = [new("partNumber", number.ToString(CultureInfo.InvariantCulture)), new("uploadId", uploadId)],
                    Headers = [Md5Header(bytes.Span)],
                    Body = bytes,
                },
                cancellation);
            return (new(number, (answer.Header("ETag") ?? md5).Trim('"'), length), crc);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task Fill(SafeFileHandle file, long from, Memory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            var read = await RandomAccess.ReadAsync(file, bytes, from, cancellation);
            if (read == 0)
            {
                throw new EndOfStreamException("The file became shorter while it was uploaded.");
            }

            bytes = bytes[read..];
            from += read;
        }
    }

    private static KeyValuePair<string, string> Md5Header(ReadOnlySpan<byte> bytes)
#pragma warning disable CA5351 // See above.
        => new("Content-MD5", Convert.ToBase64String(MD5.HashData(bytes)));
#pragma warning restore CA5351

    private static void Compare(ulong crc, string? given, string bucket, string key)
    {
        if (given is not null && given != crc.ToString(CultureInfo.InvariantCulture))
        {
            throw CloudErrors.ServiceFault.With($"the object {bucket}/{key} has the checksum {given} instead of {crc}");
        }
    }
}
