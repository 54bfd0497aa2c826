using System.Xml.Linq;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>ListObjectsV2.</summary>
public static class ObjectXml
{
    public static string WriteList(ObjectList list) => OssXml.Write(new XElement("ListBucketResult",
        new XElement("Name", list.Bucket),
        new XElement("Prefix", OssXml.EncodeKey(list.Prefix, list.UrlEncoded)),
        new XElement("StartAfter", OssXml.EncodeKey(list.StartAfter, list.UrlEncoded)),
        OssXml.Optional("ContinuationToken", list.ContinuationToken),
        new XElement("MaxKeys", list.MaxKeys),
        new XElement("Delimiter", OssXml.EncodeKey(list.Delimiter, list.UrlEncoded)),
        list.UrlEncoded ? new XElement("EncodingType", "url") : null,
        new XElement("IsTruncated", list.IsTruncated),
        OssXml.Optional("NextContinuationToken", list.NextContinuationToken),
        new XElement("KeyCount", list.KeyCount),
        list.Objects.Select(item => new XElement("Contents",
            new XElement("Key", OssXml.EncodeKey(item.Key, list.UrlEncoded)),
            new XElement("LastModified", WireTime.Milliseconds(item.LastModified)),
            new XElement("ETag", OssXml.Quote(item.ETag)),
            new XElement("Type", item.Type),
            new XElement("Size", item.Size),
            new XElement("StorageClass", item.StorageClass))),
        list.CommonPrefixes.Select(prefix => new XElement("CommonPrefixes", new XElement("Prefix", OssXml.EncodeKey(prefix, list.UrlEncoded))))));

    public static ObjectList ReadList(string body)
    {
        var root = OssXml.Read(body, "ListBucketResult");
        var encoded = root.Text("EncodingType") == "url";
        return new()
        {
            Bucket = root.Text("Name"),
            Prefix = OssXml.DecodeKey(root.Text("Prefix"), encoded),
            StartAfter = OssXml.DecodeKey(root.Text("StartAfter"), encoded),
            ContinuationToken = root.Text("ContinuationToken"),
            MaxKeys = root.Number("MaxKeys"),
            Delimiter = OssXml.DecodeKey(root.Text("Delimiter"), encoded),
            UrlEncoded = encoded,
            IsTruncated = root.Flag("IsTruncated"),
            NextContinuationToken = root.Text("NextContinuationToken"),
            KeyCount = root.Number("KeyCount"),
            Objects = [.. root.Elements("Contents").Select(item => new ObjectSummary
            {
                Key = OssXml.DecodeKey(item.Text("Key"), encoded),
                LastModified = item.Time("LastModified"),
                ETag = OssXml.Unquote(item.Text("ETag")),
                Type = item.Text("Type"),
                Size = item.LongNumber("Size"),
                StorageClass = item.Text("StorageClass"),
            })],
            CommonPrefixes = [.. root.Elements("CommonPrefixes").Select(item => OssXml.DecodeKey(item.Text("Prefix"), encoded))],
        };
    }
}
