using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Images;

/// <summary>
/// Uploads a file part by part to presigned addresses. A part that the bucket holds already is skipped only if it is the same part:
/// converting twice does not give the same file twice.
/// </summary>
internal sealed partial class PartUpload(HttpClient client, PresignedUrls urls, IUplink uplink, TimeProvider clock, ILogger log)
{
    public const int LeastPartBytes = 16 << 20;

    /// <summary>What a bucket takes in one upload.</summary>
    private const int PartLimit = 10_000;

    private const int Batch = 16;
    private const int Parallel = 4;
    private const int AttemptLimit = 8;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>The smallest part size that needs no more parts than a bucket takes.</summary>
    public static long PartBytes(long objectBytes)
    {
        long part = LeastPartBytes;
        while ((objectBytes + part - 1) / part > PartLimit)
        {
            part *= 2;
        }

        return part;
    }

    public async Task Send(string file, ICommandFeed feed, Action<long> progress, CancellationToken cancellation)
    {
        var size = new FileInfo(file).Length;
        var partBytes = PartBytes(size);
        var count = (int)((size + partBytes - 1) / partBytes);
        long done = 0;
        using var handle = File.OpenHandle(file, options: FileOptions.Asynchronous);
        for (var first = 1; first <= count; first += Batch)
        {
            var wanted = new UploadUrlsWanted
            {
                CommandId = feed.Id, ObjectBytes = size, PartBytes = partBytes, FirstPart = first, Count = Math.Min(Batch, count - first + 1),
            };
            var answer = await urls.ForParts(wanted, cancellation);
            var already = new ConcurrentDictionary<int, UploadedPart>(answer.Already.ToDictionary(part => part.Number));
            await System.Threading.Tasks.Parallel.ForEachAsync(
                Enumerable.Range(first, wanted.Count),
                new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
                async (number, token) =>
                {
                    var content = new byte[Math.Min(partBytes, size - ((number - 1) * partBytes))];
                    await Read(handle, content, (number - 1) * partBytes, token);
                    var part = await Part(wanted, number, answer.Urls.ElementAtOrDefault(number - first) ?? "", content, already.GetValueOrDefault(number), token);
                    await Tell(new ReceiverUp { PartUploaded = new PartUploaded { CommandId = feed.Id, Part = part } }, token);
                    progress(Interlocked.Add(ref done, content.Length));
                });
        }

        feed.Note($"uploaded {size} bytes in {count} parts");
    }

    private async Task<UploadedPart> Part(UploadUrlsWanted wanted, int number, string url, byte[] content, UploadedPart? already, CancellationToken cancellation)
    {
#pragma warning disable CA5351 // Not for security: an ETag is the MD5 of its part, and that is what it's compared with.
        var hash = Convert.ToHexString(MD5.HashData(content));
#pragma warning restore CA5351
        if (already is not null && already.Bytes == content.Length && Same(already.Etag, hash))
        {
            return already;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await Put(number, url, content, hash, cancellation) is { } part)
                {
                    return part;
                }

                // Refused: the address has expired meanwhile.
                var answer = await urls.ForParts(new UploadUrlsWanted(wanted) { FirstPart = number, Count = 1 }, cancellation);
                url = answer.Urls.FirstOrDefault() ?? "";
            }
            catch (Exception e) when (attempt < AttemptLimit && !cancellation.IsCancellationRequested
                && e is HttpRequestException or OperationCanceledException or UriFormatException or InvalidOperationException)
            {
                LogBroken(log, number, e.Message);
            }
            catch (HttpRequestException e)
            {
                throw FaultCode.UploadFailed.With($"part {number}: {e.Message}", e);
            }

            if (attempt >= AttemptLimit)
            {
                throw FaultCode.UploadFailed.With($"part {number} was refused {attempt} times");
            }

            await Task.Delay(_pause * (1 << Math.Min(attempt - 1, 5)), clock, cancellation);
        }
    }

    // Null when the address was refused.
    private async Task<UploadedPart?> Put(int number, string url, byte[] content, string hash, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(content) };
        using var response = await client.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.Forbidden)
        {
            return null;
        }

        if (!response.IsSuccessStatusCode)
        {
            var text = await response.Content.ReadAsStringAsync(cancellation);
            throw new HttpRequestException($"status {(int)response.StatusCode}: {text[..Math.Min(text.Length, 300)]}");
        }

        var tag = response.Headers.ETag?.Tag.Trim('"') ?? "";
        if (!Same(tag, hash))
        {
            throw new HttpRequestException($"the bucket has {tag}, {hash} was sent");
        }

        if (response.Headers.TryGetValues("x-oss-hash-crc64ecma", out var values) && values.First() is var sum && sum != Crc64.Of(content).ToString())
        {
            throw new HttpRequestException($"the bucket has checksum {sum}, not that of what was sent");
        }

        return new UploadedPart { Number = number, Etag = tag, Bytes = content.Length };
    }

    // The silo needs every part to complete the upload, so this waits for a session instead of dropping the message.
    private async Task Tell(ReceiverUp message, CancellationToken cancellation)
    {
        while (!uplink.TrySend(message))
        {
            await Task.Delay(_pause, clock, cancellation);
        }
    }

    private static async Task Read(Microsoft.Win32.SafeHandles.SafeFileHandle handle, Memory<byte> content, long offset, CancellationToken cancellation)
    {
        while (content.Length > 0)
        {
            var count = await RandomAccess.ReadAsync(handle, content, offset, cancellation);
            if (count == 0)
            {
                throw FaultCode.ConvertFailed.With("the converted image became shorter while it was read");
            }

            (content, offset) = (content[count..], offset + count);
        }
    }

    private static bool Same(string tag, string hash) => string.Equals(tag.Trim('"'), hash, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(6411, LogLevel.Warning, "Part {Number} is sent again: {Reason}")]
    private static partial void LogBroken(ILogger log, int number, string reason);
}
