using System.Net;
using System.Security.Cryptography;
using FleetMigrator.Cloud.Protocol.Checksums;
using FleetMigrator.Cloud.Protocol.Shapes.Oss;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.Cloud.Tests.Calls;

namespace FleetMigrator.Cloud.Tests.Oss;

/// <summary>One bucket in memory, as far as uploads need it.</summary>
internal sealed class FakeBucket
{
    private readonly Lock _gate = new();

    public SortedDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<int, byte[]> Parts { get; } = [];

    public (string Key, string Id)? Upload { get; set; }

    /// <summary>Numbers of parts whose first try is answered with 503.</summary>
    public HashSet<int> Stumble { get; } = [];

    public int PartsSent { get; private set; }

    /// <summary>Whether the object is made but its answer is lost.</summary>
    public bool LoseCompletion { get; set; }

    public HttpResponseMessage Answer(FakeCloud.Seen seen)
    {
        var key = OssResource.FromPath(seen.Wire.Path).Key;
        var query = Query.Parse(seen.Wire.QueryString, plusIsSpace: false).ToDictionary(StringComparer.Ordinal);
        lock (_gate)
        {
            return (seen.Wire.Method, query.ContainsKey("uploads"), query.TryGetValue("uploadId", out var id)) switch
            {
                ("GET", true, _) => Text(MultipartXml.WriteUploads(new() { Uploads = Upload is { } open ? [new() { Key = open.Key, UploadId = open.Id }] : [] })),
                ("POST", true, _) => Begin(key),
                (_, _, true) when Upload?.Id != id => Text(OssErrorXml.Write(new() { Code = "NoSuchUpload" }), 404),
                ("GET", _, true) => Text(MultipartXml.WriteParts(new() { Parts = [.. Parts.Select(part => new Part { Number = part.Key, ETag = Md5(part.Value), Size = part.Value.Length })] })),
                ("PUT", _, true) => PutPart(int.Parse(query["partNumber"]), seen.Body),
                ("POST", _, true) => Complete(key, MultipartXml.ReadComplete(System.Text.Encoding.UTF8.GetString(seen.Body))),
                ("PUT", _, _) => Put(key, seen.Body),
                ("HEAD", _, _) => Objects.TryGetValue(key, out var bytes) ? Head(bytes) : new(HttpStatusCode.NotFound),
                _ => throw new InvalidOperationException($"{seen.Wire.Method} {seen.Wire.QueryString}"),
            };
        }
    }

#pragma warning disable CA5351 // OSS's entity tag of a part is its MD5.
    public static string Md5(byte[] bytes) => Convert.ToHexString(MD5.HashData(bytes));
#pragma warning restore CA5351

    private HttpResponseMessage Begin(string key)
    {
        Upload = (key, "upload-1");
        return Text(MultipartXml.WriteInitiated(new() { Bucket = "b", Key = key, UploadId = "upload-1" }));
    }

    private HttpResponseMessage PutPart(int number, byte[] body)
    {
        if (Stumble.Remove(number))
        {
            return Text(OssErrorXml.Write(new() { Code = "ServiceUnavailable" }), 503);
        }

        PartsSent++;
        Parts[number] = body;
        return Tagged(body);
    }

    private HttpResponseMessage Complete(string key, IReadOnlyList<Part> parts)
    {
        Assert.All(parts, part => Assert.Equal(Md5(Parts[part.Number]), part.ETag));
        Objects[key] = [.. parts.SelectMany(part => Parts[part.Number])];
        Upload = null;
        if (LoseCompletion)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut");
        }

        return Text(MultipartXml.WriteCompleted(new() { Key = key, ETag = "X-2" }));
    }

    private HttpResponseMessage Put(string key, byte[] body)
    {
        Objects[key] = body;
        return Tagged(body);
    }

    private static HttpResponseMessage Tagged(byte[] body)
    {
        var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("ETag", $"\"{Md5(body)}\"");
        answer.Headers.Add("x-oss-hash-crc64ecma", Crc64Ecma.Of(body).ToString());
        return answer;
    }

    private static HttpResponseMessage Head(byte[] body)
    {
        var answer = Tagged(body);
        answer.Content = new ByteArrayContent([]);
        answer.Content.Headers.ContentLength = body.Length;
        return answer;
    }

    private static HttpResponseMessage Text(string body, int status = 200) => new((HttpStatusCode)status) { Content = new StringContent(body) };
}
