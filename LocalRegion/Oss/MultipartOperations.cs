using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using FleetMigrator.Cloud.Protocol.Checksums;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Uploads in parts.</summary>
internal sealed class MultipartOperations(RegionState state, ByteStore bytes, ObjectOperations objects, TimeProvider clock)
{
    private const int MostParts = 10_000;
    private const long LeastBytesPerPart = 100 * 1024;
    private const long MostBytesPerPart = 5L << 30;
    private const int PartsPerPage = 1000;
    private const int MostManifestBytes = 4 << 20; // 10,000 parts of some 120 bytes each, with room.

    public async Task Begin(OssRequest request)
    {
        ObjectName.Check(request.Key!);
        var upload = state.Write(change =>
        {
            RequireBucket(request);
            var begun = new Upload(
                Guid.NewGuid().ToString("N").ToUpperInvariant(),
                request.Bucket!,
                request.Key!,
                ObjectName.ContentType(request.Http.Request),
                ObjectName.KeptHeaders(request.Http.Request.Headers),
                clock.GetUtcNow());
            change.Create(state.Uploads, begun);
            return begun;
        });
        await OssAnswer.Xml(request, new XElement(
            "InitiateMultipartUploadResult",
            new XElement("Bucket", upload.Bucket),
            new XElement("Key", OssAnswer.Name(request, upload.Key)),
            new XElement("UploadId", upload.Id)));
    }

    public async Task PutPart(OssRequest request)
    {
        var number = request.Number("partNumber", 0, 1, MostParts);
        state.Read(() => Require(request));
        if (request.Http.Request.ContentLength > MostBytesPerPart)
        {
            throw new OssFailure(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.");
        }

        var received = await bytes.Receive(request.Http.Request.Body, request.Cancellation);
        try
        {
            ContentCheck.Md5(request.Http.Request.Headers.ContentMD5, received);
            state.Write(change =>
            {
                var upload = Require(request);
                var part = new UploadedPart(upload.Id, number, received.ETag, received.Crc64, clock.GetUtcNow(), received.Segment);
                if (state.Parts.Find(part.Id) is { } old)
                {
                    change.Then(() => bytes.Delete([old.Bytes]));
                }

                change.Put(state.Parts, part);
            });
        }
        catch
        {
            bytes.Delete([received.Segment]);
            throw;
        }

        var headers = request.Http.Response.Headers;
        headers.ETag = OssAnswer.Quoted(received.ETag);
        headers.ContentMD5 = Convert.ToBase64String(received.Md5);
        headers["x-oss-hash-crc64ecma"] = received.Crc64.ToString(CultureInfo.InvariantCulture);
    }

    public Task ListParts(OssRequest request)
    {
        var marker = request.Number("part-number-marker", 0, 0, MostParts);
        var most = request.Number("max-parts", PartsPerPage, 1, PartsPerPage);
        var found = state.Read(() => PartsOf(Require(request)).Where(part => part.Number > marker).ToList());
        var page = found.Take(most).ToList();
        return OssAnswer.Xml(request, new XElement(
            "ListPartsResult",
            new XElement("Bucket", request.Bucket),
            new XElement("Key", OssAnswer.Name(request, request.Key!)),
            new XElement("UploadId", request["uploadId"]),
            new XElement("StorageClass", "Standard"),
            new XElement("PartNumberMarker", marker),
            new XElement("NextPartNumberMarker", page.Count > 0 ? page[^1].Number : marker),
            new XElement("MaxParts", most),
            new XElement("IsTruncated", found.Count > page.Count ? "true" : "false"),
            page.Select(part => new XElement(
                "Part",
                new XElement("PartNumber", part.Number),
                new XElement("LastModified", OssAnswer.Time(part.Modified)),
                new XElement("ETag", OssAnswer.Quoted(part.ETag)),
                new XElement("HashCrc64ecma", part.Crc64),
                new XElement("Size", part.Bytes.Length)))));
    }

    public async Task Complete(OssRequest request)
    {
        var named = string.Equals(request.Http.Request.Headers["x-oss-complete-all"], "yes", StringComparison.OrdinalIgnoreCase)
            ? null
            : await ReadManifest(request);
        var item = state.Write(change =>
        {
            var upload = Require(request);
            var arrived = PartsOf(upload).ToList();
            var chosen = named is null ? arrived : Choose(named, arrived);
            CheckSizes(chosen);
            var whole = Join(upload, chosen);
            objects.Replace(change, whole);
            change.Delete(state.Uploads, upload.Id);
            arrived.ForEach(part => change.Delete(state.Parts, part.Id));
            var unused = arrived.Except(chosen).Select(part => part.Bytes).ToList();
            change.Then(() => bytes.Delete(unused));
            return whole;
        });
        request.Http.Response.Headers["x-oss-hash-crc64ecma"] = item.Crc64.ToString(CultureInfo.InvariantCulture);
        await OssAnswer.Xml(request, new XElement(
            "CompleteMultipartUploadResult",
            new XElement("Location", $"http://{request.Http.Request.Host}/{request.Bucket}/{Uri.EscapeDataString(item.Key)}"),
            new XElement("Bucket", item.Bucket),
            new XElement("Key", OssAnswer.Name(request, item.Key)),
            new XElement("ETag", OssAnswer.Quoted(item.ETag))));
    }

    public Task Abort(OssRequest request)
    {
        state.Write(change =>
        {
            var upload = Require(request);
            var parts = PartsOf(upload).ToList();
            parts.ForEach(part => change.Delete(state.Parts, part.Id));
            change.Delete(state.Uploads, upload.Id);
            change.Then(() => bytes.Delete(parts.Select(part => part.Bytes)));
        });
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task<List<(int Number, string ETag)>> ReadManifest(OssRequest request)
    {
        if (request.Http.Request.ContentLength > MostManifestBytes)
        {
            throw Malformed();
        }

        try
        {
            using var reader = XmlReader.Create(request.Http.Request.Body, new XmlReaderSettings
            {
                Async = true,
                DtdProcessing = DtdProcessing.Prohibit,
                MaxCharactersInDocument = MostManifestBytes,
            });
            var root = await XElement.LoadAsync(reader, LoadOptions.None, request.Cancellation);
            var parts = root.Elements().Where(element => element.Name.LocalName == "Part").Select(part => (
                int.Parse(Child(part, "PartNumber"), CultureInfo.InvariantCulture),
                Child(part, "ETag").Trim('"'))).ToList();
            return parts.Count > 0 ? parts : throw Malformed();
        }
        catch (Exception problem) when (problem is XmlException or FormatException or OverflowException)
        {
            throw Malformed();
        }
    }

    private static string Child(XElement part, string name)
        => part.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? throw Malformed();

    private static List<UploadedPart> Choose(List<(int Number, string ETag)> named, List<UploadedPart> arrived)
    {
        var byNumber = arrived.ToDictionary(part => part.Number);
        var chosen = new List<UploadedPart>(named.Count);
        foreach (var (number, etag) in named)
        {
            if (chosen.Count > 0 && number <= chosen[^1].Number)
            {
                throw new OssFailure(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
            }

            chosen.Add(byNumber.TryGetValue(number, out var part) && string.Equals(part.ETag, etag, StringComparison.OrdinalIgnoreCase)
                ? part
                : throw new OssFailure(
                    400,
                    "InvalidPart",
                    "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.",
                    ("PartNumber", number.ToString()),
                    ("ETag", etag)));
        }

        return chosen;
    }

    private static void CheckSizes(List<UploadedPart> chosen)
    {
        if (chosen.Count == 0)
        {
            throw Malformed();
        }

        if (chosen.SkipLast(1).FirstOrDefault(part => part.Bytes.Length < LeastBytesPerPart) is { } small)
        {
            throw new OssFailure(
                400,
                "EntityTooSmall",
                "Your proposed upload smaller than the minimum allowed size.",
                ("MinSizeAllowed", LeastBytesPerPart.ToString()),
                ("ProposedSize", small.Bytes.Length.ToString()),
                ("PartNumber", small.Number.ToString()));
        }
    }

    private StoredObject Join(Upload upload, List<UploadedPart> parts)
    {
        var crc = parts[0].Crc64;
        foreach (var part in parts.Skip(1))
        {
            crc = Crc64Ecma.Combine(crc, part.Crc64, part.Bytes.Length);
        }

#pragma warning disable CA5351 // The entity tag of the protocol is an MD5 over the parts' tags; it protects nothing.
        var md5 = System.Security.Cryptography.MD5.HashData(parts.SelectMany(part => Convert.FromHexString(part.ETag)).ToArray());
#pragma warning restore CA5351
        return new StoredObject(
            upload.Bucket,
            upload.Key,
            parts.Sum(part => part.Bytes.Length),
            $"{Convert.ToHexString(md5)}-{parts.Count}",
            crc,
            upload.ContentType,
            upload.Headers,
            clock.GetUtcNow(),
            Multipart: true,
            parts.ConvertAll(part => part.Bytes));
    }

    private IEnumerable<UploadedPart> PartsOf(Upload upload)
        => state.Parts.All.Where(part => part.UploadId == upload.Id).OrderBy(part => part.Number);

    private Upload Require(OssRequest request)
    {
        RequireBucket(request);
        return state.Uploads.Find(request["uploadId"]) is { } upload && upload.Bucket == request.Bucket && upload.Key == request.Key
            ? upload
            : throw OssFailure.NoSuchUpload(request["uploadId"] ?? "");
    }

    private Bucket RequireBucket(OssRequest request) => state.Buckets.Find(request.Bucket) ?? throw OssFailure.NoSuchBucket(request.Bucket!);

    private static OssFailure Malformed()
        => new(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema.");
}
