using System.Text.RegularExpressions;
using System.Xml.Linq;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Calls to the service and to buckets.</summary>
internal sealed partial class BucketOperations(RegionState state, OssSettings settings, TimeProvider clock)
{
    private const int BucketsPerPage = 100;
    private const int MostBucketsPerPage = 1000;

    public Task ListBuckets(OssRequest request)
    {
        var prefix = request["prefix"] ?? "";
        var marker = request["marker"] ?? "";
        var most = request.Number("max-keys", BucketsPerPage, 1, MostBucketsPerPage);
        var found = state.Read(() => state.Buckets.All.Where(bucket =>
            bucket.Id.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(bucket.Id, marker) > 0).ToList());
        var page = found.Take(most).ToList();
        var root = new XElement("ListAllMyBucketsResult", Owner());
        if (found.Count > page.Count)
        {
            root.Add(
                new XElement("Prefix", prefix),
                new XElement("Marker", marker),
                new XElement("MaxKeys", most),
                new XElement("IsTruncated", "true"),
                new XElement("NextMarker", page[^1].Id));
        }

        root.Add(new XElement("Buckets", page.Select(bucket => new XElement("Bucket", Facts(bucket)))));
        return OssAnswer.Xml(request, root);
    }

    public Task Create(OssRequest request)
    {
        var name = request.Bucket!;
        if (!BucketName().IsMatch(name))
        {
            throw new OssFailure(400, "InvalidBucketName", "The specified bucket is not valid.", ("BucketName", name));
        }

        var region = request.HostRegion ?? request.SignedRegion ?? settings.DefaultRegion;
        state.Write(change =>
        {
            if (state.Buckets.Find(name) is { } existing)
            {
                // The owner may repeat the call; a bucket does not move to another region.
                return existing.Region == region
                    ? existing
                    : throw new OssFailure(409, "BucketAlreadyExists", "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.", ("BucketName", name));
            }

            var bucket = new Bucket(name, region, clock.GetUtcNow());
            change.Create(state.Buckets, bucket);
            return bucket;
        });
        request.Http.Response.Headers.Location = "/" + name;
        return Task.CompletedTask;
    }

    public Task Delete(OssRequest request)
    {
        state.Write(change =>
        {
            var bucket = Require(request);
            if (state.Objects.All.Any(item => item.Bucket == bucket.Id) || state.Uploads.All.Any(upload => upload.Bucket == bucket.Id))
            {
                throw new OssFailure(409, "BucketNotEmpty", "The bucket you tried to delete is not empty.", ("BucketName", bucket.Id));
            }

            change.Delete(state.Buckets, bucket.Id);
        });
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public Task Describe(OssRequest request)
    {
        var bucket = state.Read(() => Require(request));
        return OssAnswer.Xml(request, new XElement("BucketInfo", new XElement(
            "Bucket",
            Facts(bucket),
            Owner(),
            new XElement("AccessControlList", new XElement("Grant", "private")),
            new XElement("DataRedundancyType", "LRS"),
            new XElement("Comment"))));
    }

    public Task Location(OssRequest request)
    {
        var bucket = state.Read(() => Require(request));
        return OssAnswer.Xml(request, new XElement("LocationConstraint", "oss-" + bucket.Region));
    }

    private static IEnumerable<XElement> Facts(Bucket bucket) =>
    [
        new XElement("Name", bucket.Id),
        new XElement("CreationDate", OssAnswer.Time(bucket.Created)),
        new XElement("Location", "oss-" + bucket.Region),
        new XElement("Region", bucket.Region),
        new XElement("StorageClass", "Standard"),
        new XElement("ExtranetEndpoint", $"oss-{bucket.Region}.aliyuncs.com"),
        new XElement("IntranetEndpoint", $"oss-{bucket.Region}-internal.aliyuncs.com"),
    ];

    private XElement Owner() => new("Owner", new XElement("ID", settings.OwnerId), new XElement("DisplayName", settings.OwnerId));

    private Bucket Require(OssRequest request) => state.Buckets.Find(request.Bucket) ?? throw OssFailure.NoSuchBucket(request.Bucket!);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketName();
}
