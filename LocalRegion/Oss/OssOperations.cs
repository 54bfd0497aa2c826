
namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Which operation a request means: by method, by what it names, and by its sub-resource.</summary>
internal sealed class OssOperations(BucketOperations buckets, ListOperations lists, ObjectOperations objects, MultipartOperations multipart)
{
    // Sub-resources that ask for something other than the plain operation. One that is not served must not be taken for it.
    private static readonly string[] NotServed =
    [
        "acl", "append", "cors", "delete", "encryption", "inventory", "lifecycle", "logging", "objectMeta", "policy", "referer",
        "replication", "restore", "symlink", "tagging", "versioning", "versions", "website", "worm", "x-oss-process",
    ];

    public (string Name, Func<OssRequest, Task> Run) Find(OssRequest request)
    {
        var found = request switch
        {
            _ when NotServed.Any(request.Has) => null,
            { Bucket: null } => Service(request),
            { Key: null } => OfBucket(request),
            _ => OfObject(request),
        };
        return found ?? throw new OssFailure(
            501, "NotImplemented", "A header or query you provided implies functionality that is not implemented.", ("Method", request.Method));
    }

    private (string Name, Func<OssRequest, Task> Run)? Service(OssRequest request) => request.Method switch
    {
        "GET" => ("ListBuckets", buckets.ListBuckets),
        _ => null,
    };

    private (string Name, Func<OssRequest, Task> Run)? OfBucket(OssRequest request) => request.Method switch
    {
        "PUT" => ("PutBucket", buckets.Create),
        "DELETE" => ("DeleteBucket", buckets.Delete),
        "GET" when request.Has("bucketInfo") => ("GetBucketInfo", buckets.Describe),
        "GET" when request.Has("location") => ("GetBucketLocation", buckets.Location),
        "GET" when request.Has("uploads") => ("ListMultipartUploads", lists.Uploads),
        "GET" => (request["list-type"] == "2" ? "ListObjectsV2" : "ListObjects", lists.Objects),
        _ => null,
    };

    private (string Name, Func<OssRequest, Task> Run)? OfObject(OssRequest request) => request.Method switch
    {
        "POST" when request.Has("uploads") => ("InitiateMultipartUpload", multipart.Begin),
        "POST" when request.Has("uploadId") => ("CompleteMultipartUpload", multipart.Complete),
        "PUT" when request.Has("uploadId") => ("UploadPart", multipart.PutPart),
        "PUT" => ("PutObject", objects.Put),
        "GET" when request.Has("uploadId") => ("ListParts", multipart.ListParts),
        "GET" => ("GetObject", objects.Get),
        "HEAD" => ("HeadObject", objects.Get),
        "DELETE" when request.Has("uploadId") => ("AbortMultipartUpload", multipart.Abort),
        "DELETE" => ("DeleteObject", objects.Delete),
        _ => null,
    };
}
