using System.Globalization;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Calls to single objects.</summary>
internal sealed class ObjectOperations(RegionState state, ByteStore bytes, TimeProvider clock)
{
    private const long MostBytesPerPut = 5L << 30;
    private const int CopyBufferBytes = 256 * 1024;

    public async Task Put(OssRequest request)
    {
        var headers = request.Http.Request.Headers;
        state.Read(() => RequireBucket(request));
        ObjectName.Check(request.Key!);
        if (request.Http.Request.ContentLength > MostBytesPerPut)
        {
            throw new OssFailure(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.");
        }

        if (headers.ContainsKey("x-oss-copy-source"))
        {
            throw new OssFailure(501, "NotImplemented", "A header you provided implies functionality that is not implemented: x-oss-copy-source.");
        }

        var received = await bytes.Receive(request.Http.Request.Body, request.Cancellation);
        try
        {
            ContentCheck.Md5(headers.ContentMD5, received);
            Store(request, received);
        }
        catch
        {
            bytes.Delete([received.Segment]);
            throw;
        }

        var answer = request.Http.Response.Headers;
        answer.ETag = OssAnswer.Quoted(received.ETag);
        answer.ContentMD5 = Convert.ToBase64String(received.Md5);
        answer["x-oss-hash-crc64ecma"] = received.Crc64.ToString(CultureInfo.InvariantCulture);
    }

    public async Task Get(OssRequest request)
    {
        var (item, content) = state.Read(() =>
        {
            var found = Require(request);
            Conditions.Check(request.Http.Request, found);
            var range = ByteRange.Parse(request.Http.Request.Headers.Range, found.Size);
            // Opened inside the gate: a file that is deleted afterwards stays readable through its handle.
            var body = HttpMethods.IsHead(request.Method) ? null : bytes.Open(found.Segments, range.Start, range.Length);
            return (found, (Range: range, Body: body));
        });
        await using var body = content.Body;
        Describe(request, item);
        var response = request.Http.Response;
        if (content.Range.Partial)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {content.Range.Start}-{content.Range.Start + content.Range.Length - 1}/{item.Size}";
        }

        response.ContentLength = content.Range.Length;
        if (body is not null)
        {
            await body.CopyToAsync(response.Body, CopyBufferBytes, request.Cancellation);
        }
    }

    public Task Delete(OssRequest request)
    {
        state.Write(change =>
        {
            RequireBucket(request);
            if (state.Objects.Find(StoredObject.IdOf(request.Bucket!, request.Key!)) is { } item)
            {
                change.Delete(state.Objects, item.Id);
                change.Then(() => bytes.Delete(item.Segments));
            }
        });
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>An object that comes from inside the region, such as an exported disk.</summary>
    public StoredObject Describe(string bucket, string key, string contentType, ReceivedBytes received) => new(
        bucket,
        key,
        received.Segment.Length,
        received.ETag,
        received.Crc64,
        contentType,
        new Dictionary<string, string>(StringComparer.Ordinal),
        clock.GetUtcNow(),
        Multipart: false,
        [received.Segment]);

    /// <summary>Stores an object instead of whatever had its key.</summary>
    public void Replace(Change change, StoredObject item)
    {
        if (state.Objects.Find(item.Id) is { } old)
        {
            change.Put(state.Objects, item);
            change.Then(() => bytes.Delete(old.Segments));
        }
        else
        {
            change.Create(state.Objects, item);
        }
    }

    private void Store(OssRequest request, ReceivedBytes received) => state.Write(change =>
    {
        RequireBucket(request);
        var headers = request.Http.Request.Headers;
        var id = StoredObject.IdOf(request.Bucket!, request.Key!);
        if (string.Equals(headers["x-oss-forbid-overwrite"], "true", StringComparison.OrdinalIgnoreCase) && state.Objects.Find(id) is not null)
        {
            throw new OssFailure(409, "FileAlreadyExists", "The object you specified already exists and can not be overwritten.", ("Key", request.Key!));
        }

        Replace(change, new StoredObject(
            request.Bucket!,
            request.Key!,
            received.Segment.Length,
            received.ETag,
            received.Crc64,
            ObjectName.ContentType(request.Http.Request),
            ObjectName.KeptHeaders(headers),
            clock.GetUtcNow(),
            Multipart: false,
            [received.Segment]));
    });

    private static void Describe(OssRequest request, StoredObject item)
    {
        var response = request.Http.Response;
        foreach (var (name, value) in item.Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentType = request["response-content-type"] ?? item.ContentType;
        response.Headers.ETag = OssAnswer.Quoted(item.ETag);
        response.Headers.LastModified = item.Modified.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.AcceptRanges = "bytes";
        response.Headers["x-oss-object-type"] = item.Multipart ? "Multipart" : "Normal";
        response.Headers["x-oss-storage-class"] = "Standard";
        response.Headers["x-oss-hash-crc64ecma"] = item.Crc64.ToString(CultureInfo.InvariantCulture);
        if (!item.Multipart)
        {
            response.Headers.ContentMD5 = Convert.ToBase64String(Convert.FromHexString(item.ETag));
        }

        if (request["response-content-disposition"] is { } disposition)
        {
            response.Headers.ContentDisposition = disposition;
        }

        if (request["response-cache-control"] is { } cache)
        {
            response.Headers.CacheControl = cache;
        }
    }

    private StoredObject Require(OssRequest request)
    {
        RequireBucket(request);
        return state.Objects.Find(StoredObject.IdOf(request.Bucket!, request.Key!)) ?? throw OssFailure.NoSuchKey(request.Key!);
    }

    private Bucket RequireBucket(OssRequest request) => state.Buckets.Find(request.Bucket) ?? throw OssFailure.NoSuchBucket(request.Bucket!);
}
