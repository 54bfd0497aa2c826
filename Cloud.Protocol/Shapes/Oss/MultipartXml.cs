using System.Xml.Linq;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>Bodies of multipart uploads: initiate, complete, list parts, list uploads.</summary>
public static class MultipartXml
{
    public static string WriteInitiated(MultipartUpload upload) => OssXml.Write(new XElement("InitiateMultipartUploadResult",
        new XElement("Bucket", upload.Bucket), new XElement("Key", upload.Key), new XElement("UploadId", upload.UploadId)));

    public static MultipartUpload ReadInitiated(string body)
    {
        var root = OssXml.Read(body, "InitiateMultipartUploadResult");
        return new() { Bucket = root.Text("Bucket"), Key = root.Text("Key"), UploadId = root.Text("UploadId") };
    }

    /// <summary>The request that makes an object of its parts.</summary>
    public static string WriteComplete(IEnumerable<Part> parts) => OssXml.Write(new XElement("CompleteMultipartUpload", parts.Select(part => new XElement("Part",
        new XElement("PartNumber", part.Number), new XElement("ETag", OssXml.Quote(part.ETag))))));

    /// <summary>Numbers and tags, in the order given.</summary>
    public static IReadOnlyList<Part> ReadComplete(string body)
        => [.. OssXml.Read(body, "CompleteMultipartUpload").Elements("Part").Select(ReadPart)];

    public static string WriteCompleted(CompletedUpload completed) => OssXml.Write(new XElement("CompleteMultipartUploadResult",
        new XElement("Location", completed.Location), new XElement("Bucket", completed.Bucket), new XElement("Key", completed.Key),
        new XElement("ETag", OssXml.Quote(completed.ETag))));

    public static CompletedUpload ReadCompleted(string body)
    {
        var root = OssXml.Read(body, "CompleteMultipartUploadResult");
        return new() { Location = root.Text("Location"), Bucket = root.Text("Bucket"), Key = root.Text("Key"), ETag = OssXml.Unquote(root.Text("ETag")) };
    }

    public static string WriteParts(PartList list) => OssXml.Write(new XElement("ListPartsResult",
        new XElement("Bucket", list.Bucket),
        new XElement("Key", list.Key),
        new XElement("UploadId", list.UploadId),
        new XElement("PartNumberMarker", list.PartNumberMarker),
        new XElement("NextPartNumberMarker", list.NextPartNumberMarker),
        new XElement("MaxParts", list.MaxParts),
        new XElement("IsTruncated", list.IsTruncated),
        list.Parts.Select(part => new XElement("Part",
            new XElement("PartNumber", part.Number),
            new XElement("LastModified", WireTime.Milliseconds(part.LastModified)),
            new XElement("ETag", OssXml.Quote(part.ETag)),
            OssXml.Optional("HashCrc64ecma", part.HashCrc64Ecma),
            new XElement("Size", part.Size)))));

    public static PartList ReadParts(string body)
    {
        var root = OssXml.Read(body, "ListPartsResult");
        return new()
        {
            Bucket = root.Text("Bucket"),
            Key = root.Text("Key"),
            UploadId = root.Text("UploadId"),
            PartNumberMarker = root.Number("PartNumberMarker"),
            NextPartNumberMarker = root.Number("NextPartNumberMarker"),
            MaxParts = root.Number("MaxParts"),
            IsTruncated = root.Flag("IsTruncated"),
            Parts = [.. root.Elements("Part").Select(ReadPart)],
        };
    }

    public static string WriteUploads(MultipartUploadList list) => OssXml.Write(new XElement("ListMultipartUploadsResult",
        new XElement("Bucket", list.Bucket),
        new XElement("KeyMarker", list.KeyMarker),
        new XElement("UploadIdMarker", list.UploadIdMarker),
        new XElement("NextKeyMarker", list.NextKeyMarker),
        new XElement("NextUploadIdMarker", list.NextUploadIdMarker),
        new XElement("Prefix", list.Prefix),
        new XElement("MaxUploads", list.MaxUploads),
        new XElement("IsTruncated", list.IsTruncated),
        list.Uploads.Select(upload => new XElement("Upload",
            new XElement("Key", upload.Key),
            new XElement("UploadId", upload.UploadId),
            new XElement("Initiated", WireTime.Milliseconds(upload.Initiated))))));

    public static MultipartUploadList ReadUploads(string body)
    {
        var root = OssXml.Read(body, "ListMultipartUploadsResult");
        var encoded = root.Text("EncodingType") == "url";
        return new()
        {
            Bucket = root.Text("Bucket"),
            KeyMarker = OssXml.DecodeKey(root.Text("KeyMarker"), encoded),
            UploadIdMarker = root.Text("UploadIdMarker"),
            NextKeyMarker = OssXml.DecodeKey(root.Text("NextKeyMarker"), encoded),
            NextUploadIdMarker = root.Text("NextUploadIdMarker"),
            Prefix = OssXml.DecodeKey(root.Text("Prefix"), encoded),
            MaxUploads = root.Number("MaxUploads"),
            IsTruncated = root.Flag("IsTruncated"),
            Uploads = [.. root.Elements("Upload").Select(upload => new MultipartUpload
            {
                Bucket = root.Text("Bucket"),
                Key = OssXml.DecodeKey(upload.Text("Key"), encoded),
                UploadId = upload.Text("UploadId"),
                Initiated = upload.Time("Initiated"),
            })],
        };
    }

    private static Part ReadPart(XElement part) => new()
    {
        Number = part.Number("PartNumber"),
        ETag = OssXml.Unquote(part.Text("ETag")),
        Size = part.LongNumber("Size"),
        LastModified = part.Time("LastModified"),
        HashCrc64Ecma = part.Text("HashCrc64ecma"),
    };
}
