using System.Xml.Linq;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Lists of objects and of unfinished uploads.</summary>
internal sealed class ListOperations(RegionState state)
{
    private const int Most = 1000;
    private const int ObjectsPerPage = 100;

    /// <summary>Both versions of the call: the second names its marker differently and counts what it returns.</summary>
    public Task Objects(OssRequest request)
    {
        var second = request["list-type"] == "2";
        var prefix = request["prefix"] ?? "";
        var delimiter = request["delimiter"] ?? "";
        var most = request.Number("max-keys", ObjectsPerPage, 1, Most);
        var after = second
            ? request["continuation-token"] is { Length: > 0 } token ? Continuation.Decode(token) : request["start-after"] ?? ""
            : request["marker"] ?? "";
        var page = state.Read(() => ObjectPage.Of(
            state.Objects.All.Where(item => item.Bucket == Require(request).Id), prefix, delimiter, after, most));

        var root = new XElement(
            "ListBucketResult",
            new XElement("Name", request.Bucket),
            new XElement("Prefix", OssAnswer.Name(request, prefix)),
            new XElement("MaxKeys", most),
            new XElement("Delimiter", OssAnswer.Name(request, delimiter)),
            new XElement("IsTruncated", page.Next is null ? "false" : "true"));
        if (request["encoding-type"] is { } encoding)
        {
            root.Add(new XElement("EncodingType", encoding));
        }

        if (second)
        {
            root.Add(new XElement("KeyCount", page.Objects.Count + page.Prefixes.Count));
        }
        else
        {
            root.Add(new XElement("Marker", OssAnswer.Name(request, after)));
        }

        if (page.Next is { } next)
        {
            root.Add(second
                ? new XElement("NextContinuationToken", Continuation.Encode(next))
                : new XElement("NextMarker", OssAnswer.Name(request, next)));
        }

        root.Add(page.Objects.Select(item => new XElement(
            "Contents",
            new XElement("Key", OssAnswer.Name(request, item.Key)),
            new XElement("LastModified", OssAnswer.Time(item.Modified)),
            new XElement("ETag", OssAnswer.Quoted(item.ETag)),
            new XElement("Type", item.Multipart ? "Multipart" : "Normal"),
            new XElement("Size", item.Size),
            new XElement("StorageClass", "Standard"))));
        root.Add(page.Prefixes.Select(one => new XElement("CommonPrefixes", new XElement("Prefix", OssAnswer.Name(request, one)))));
        return OssAnswer.Xml(request, root);
    }

    public Task Uploads(OssRequest request)
    {
        var prefix = request["prefix"] ?? "";
        var keyMarker = request["key-marker"] ?? "";
        var idMarker = request["upload-id-marker"] ?? "";
        var most = request.Number("max-uploads", Most, 1, Most);
        var found = state.Read(() =>
        {
            var bucket = Require(request);
            return state.Uploads.All
                .Where(upload => upload.Bucket == bucket.Id && upload.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(upload => upload.Key, StringComparer.Ordinal)
                .ThenBy(upload => upload.Id, StringComparer.Ordinal)
                .Where(upload => IsAfter(upload, keyMarker, idMarker))
                .ToList();
        });
        var page = found.Take(most).ToList();
        var more = found.Count > page.Count;
        var root = new XElement(
            "ListMultipartUploadsResult",
            new XElement("Bucket", request.Bucket),
            new XElement("KeyMarker", OssAnswer.Name(request, keyMarker)),
            new XElement("UploadIdMarker", idMarker),
            new XElement("NextKeyMarker", more ? OssAnswer.Name(request, page[^1].Key) : ""),
            new XElement("NextUploadIdMarker", more ? page[^1].Id : ""),
            new XElement("Delimiter"),
            new XElement("Prefix", OssAnswer.Name(request, prefix)),
            new XElement("MaxUploads", most),
            new XElement("IsTruncated", more ? "true" : "false"));
        if (request["encoding-type"] is { } encoding)
        {
            root.Add(new XElement("EncodingType", encoding));
        }

        root.Add(page.Select(upload => new XElement(
            "Upload",
            new XElement("Key", OssAnswer.Name(request, upload.Key)),
            new XElement("UploadId", upload.Id),
            new XElement("Initiated", OssAnswer.Time(upload.Initiated)))));
        return OssAnswer.Xml(request, root);
    }

    private static bool IsAfter(Upload upload, string key, string id) => string.CompareOrdinal(upload.Key, key) switch
    {
        > 0 => true,
        0 => id.Length > 0 && string.CompareOrdinal(upload.Id, id) > 0,
        _ => false,
    };

    private Bucket Require(OssRequest request) => state.Buckets.Find(request.Bucket) ?? throw OssFailure.NoSuchBucket(request.Bucket!);
}
