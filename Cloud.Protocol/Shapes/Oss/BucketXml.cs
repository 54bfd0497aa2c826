using System.Xml.Linq;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>Bodies about buckets: ListBuckets, GetBucketInfo, GetBucketLocation, PutBucket.</summary>
public static class BucketXml
{
    private const string LocationPrefix = "oss-";

    public static string WriteList(BucketList list) => OssXml.Write(new XElement("ListAllMyBucketsResult",
        OssXml.Optional("Prefix", list.Prefix),
        OssXml.Optional("Marker", list.Marker),
        list.MaxKeys > 0 ? new XElement("MaxKeys", list.MaxKeys) : null,
        new XElement("IsTruncated", list.IsTruncated),
        OssXml.Optional("NextMarker", list.NextMarker),
        Owner(list.OwnerId),
        new XElement("Buckets", list.Buckets.Select(bucket => new XElement("Bucket", Facts(bucket))))));

    public static BucketList ReadList(string body)
    {
        var root = OssXml.Read(body, "ListAllMyBucketsResult");
        return new()
        {
            Prefix = root.Text("Prefix"),
            Marker = root.Text("Marker"),
            MaxKeys = root.Number("MaxKeys"),
            IsTruncated = root.Flag("IsTruncated"),
            NextMarker = root.Text("NextMarker"),
            OwnerId = root.Element("Owner")?.Text("ID") ?? "",
            Buckets = [.. root.Elements("Buckets").Elements("Bucket").Select(ReadBucket)],
        };
    }

    public static string WriteInfo(Bucket bucket) => OssXml.Write(new XElement("BucketInfo", new XElement("Bucket",
        Facts(bucket),
        Owner(bucket.OwnerId),
        new XElement("AccessControlList", new XElement("Grant", bucket.Acl)))));

    public static Bucket ReadInfo(string body)
        => ReadBucket(OssXml.Read(body, "BucketInfo").Element("Bucket") ?? throw new FormatException("BucketInfo has no Bucket."));

    /// <param name="region">Such as <c>cn-beijing</c>.</param>
    public static string WriteLocation(string region) => OssXml.Write(new XElement("LocationConstraint", LocationPrefix + region));

    /// <summary>The region, without <c>oss-</c>.</summary>
    public static string ReadLocation(string body) => Region(OssXml.Read(body, "LocationConstraint").Value);

    /// <summary>PutBucket's body.</summary>
    public static string WriteConfiguration(string storageClass)
        => OssXml.Write(new XElement("CreateBucketConfiguration", new XElement("StorageClass", storageClass)));

    /// <summary>The storage class asked for; Standard when the body is empty or says none.</summary>
    public static string ReadConfiguration(string body)
        => body.Length > 0 && OssXml.Read(body, "CreateBucketConfiguration").Text("StorageClass") is { Length: > 0 } storageClass ? storageClass : "Standard";

    private static object[] Facts(Bucket bucket) =>
    [
        new XElement("Name", bucket.Name),
        new XElement("Location", LocationPrefix + bucket.Region),
        new XElement("Region", bucket.Region),
        new XElement("CreationDate", WireTime.Milliseconds(bucket.CreationDate)),
        new XElement("StorageClass", bucket.StorageClass),
        new XElement("ExtranetEndpoint", bucket.ExtranetEndpoint),
        new XElement("IntranetEndpoint", bucket.IntranetEndpoint),
    ];

    private static XElement Owner(string id) => new("Owner", new XElement("ID", id), new XElement("DisplayName", id));

    private static Bucket ReadBucket(XElement element) => new()
    {
        Name = element.Text("Name"),
        Region = Region(element.Text("Location")),
        CreationDate = element.Time("CreationDate"),
        StorageClass = element.Text("StorageClass"),
        ExtranetEndpoint = element.Text("ExtranetEndpoint"),
        IntranetEndpoint = element.Text("IntranetEndpoint"),
        OwnerId = element.Element("Owner")?.Text("ID") ?? "",
        Acl = element.Element("AccessControlList")?.Text("Grant") ?? "",
    };

    private static string Region(string location) => location.StartsWith(LocationPrefix, StringComparison.Ordinal) ? location[LocationPrefix.Length..] : location;
}
