using System.Net;
using System.Net.Http.Headers;
using FleetMigrator.Receiver.Faults;

namespace FleetMigrator.Receiver.Images;

/// <summary>Fetches an object by presigned address: goes on where a connection broke, and asks for a new address when one has expired.</summary>
internal sealed partial class SourceObject(HttpClient client, TimeProvider clock, ILogger log)
{
    /// <summary>Attempts in a row that bring no byte.</summary>
    private const int AttemptLimit = 8;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _stall = TimeSpan.FromSeconds(60);

    /// <param name="renew">Gives a fresh address.</param>
    /// <param name="expectedBytes">0 when unknown.</param>
    /// <param name="progress">Called with the bytes so far.</param>
    public async Task CopyTo(
        Stream target, string url, long expectedBytes, Func<CancellationToken, Task<string>> renew, Action<long> progress, CancellationToken cancellation)
    {
        var place = new Place { Url = url, Total = expectedBytes };
        var vain = 0;
        while (place.Total == 0 || place.Done < place.Total)
        {
            var before = place.Done;
            try
            {
                if (await Attempt(target, place, progress, cancellation))
                {
                    return;
                }

                place.Url = await renew(cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested && e is HttpRequestException or OperationCanceledException or EndOfStreamException)
            {
                LogBroken(log, place.Done, e.Message);
            }

            vain = place.Done > before ? 0 : vain + 1;
            if (vain >= AttemptLimit)
            {
                throw FaultCode.BadObject.With($"nothing arrived in {AttemptLimit} attempts, {place.Done} bytes are here");
            }

            await Task.Delay(_pause * (1 << Math.Min(vain, 5)), clock, cancellation);
        }
    }

    // True when all of it is here, false when the address was refused.
    private async Task<bool> Attempt(Stream target, Place place, Action<long> progress, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, place.Url);
        if (place.Done > 0)
        {
            request.Headers.Range = new RangeHeaderValue(place.Done, null);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        switch (response.StatusCode)
        {
            case HttpStatusCode.Forbidden:
                return false;
            case HttpStatusCode.OK when place.Done == 0:
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange?.From == place.Done:
                break;
            case >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests:
                throw new HttpRequestException($"status {(int)response.StatusCode}");
            default:
                throw FaultCode.BadObject.With($"the object store answered {(int)response.StatusCode}");
        }

        place.Check(response);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        await Copy(stream, target, place, progress, cancellation);
        return place.Done == place.Total || place.Total == 0 ? true : throw new EndOfStreamException($"ended after {place.Done} of {place.Total} bytes");
    }

    private async Task Copy(Stream stream, Stream target, Place place, Action<long> progress, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 18];
        using var stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellation);
        while (true)
        {
            stall.CancelAfter(_stall);
            int count;
            try
            {
                count = await stream.ReadAsync(buffer, both.Token);
            }
            catch (IOException e)
            {
                throw new HttpRequestException(e.Message, e); // The far end; the near one may not be mistaken for it.
            }

            if (count == 0)
            {
                return;
            }

            stall.CancelAfter(Timeout.InfiniteTimeSpan); // The near end may take its time.
            await target.WriteAsync(buffer.AsMemory(0, count), cancellation);
            place.Done += count;
            progress(place.Done);
        }
    }

    [LoggerMessage(6401, LogLevel.Warning, "The download broke after {Bytes} bytes: {Reason}")]
    private static partial void LogBroken(ILogger log, long bytes, string reason);

    private sealed class Place
    {
        private EntityTagHeaderValue? _tag;

        public required string Url { get; set; }

        public long Total { get; set; }

        public long Done { get; set; }

        public void Check(HttpResponseMessage response)
        {
            var total = response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength ?? 0;
            if (Total > 0 && total > 0 && total != Total)
            {
                throw FaultCode.BadObject.With($"the object has {total} bytes, {Total} were expected");
            }

            Total = total > 0 ? total : Total;
            if (_tag is not null && response.Headers.ETag is { } now && now.Tag != _tag.Tag)
            {
                throw FaultCode.BadObject.With("the object was replaced while it was fetched");
            }

            _tag ??= response.Headers.ETag;
        }
    }
}
