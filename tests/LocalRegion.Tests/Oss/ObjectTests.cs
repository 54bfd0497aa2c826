using System.Globalization;
using FleetMigrator.Cloud.Protocol.Checksums;

namespace FleetMigrator.LocalRegion.Tests.Oss;

public sealed class ObjectTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 1000).Select(value => (byte)value)];

    [Fact]
    public async Task An_object_comes_back_with_its_checksums_after_a_restart()
    {
        await using var lab = await RegionLab.Open();
        using var put = await lab.Caller.Oss("PUT", RegionLab.Bucket, "a", body: Content);
        await lab.Restart();
        using var get = await lab.Caller.Oss("GET", RegionLab.Bucket, "a");
        Assert.Equal(Content, await get.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Crc64Ecma.Of(Content).ToString(CultureInfo.InvariantCulture), get.Headers.GetValues("x-oss-hash-crc64ecma").Single());
        Assert.Equal(put.Headers.ETag, get.Headers.ETag);
        Assert.Equal("Normal", get.Headers.GetValues("x-oss-object-type").Single());
    }

    [Theory]
    [InlineData("bytes=10-19", 206, 10, 10)]
    [InlineData("bytes=990-", 206, 990, 10)]
    [InlineData("bytes=-5", 206, 995, 5)]
    [InlineData("bytes=990-2000", 206, 990, 10)]
    [InlineData("bytes=5-2", 200, 0, 1000)]
    public async Task A_range_is_cut_out_exactly(string range, int status, int start, int length)
    {
        await using var lab = await RegionLab.Open();
        using var put = await lab.Caller.Oss("PUT", RegionLab.Bucket, "a", body: Content);
        using var get = await lab.Caller.Oss("GET", RegionLab.Bucket, "a", added: [("Range", range)]);
        Assert.Equal(status, (int)get.StatusCode);
        Assert.Equal(Content.AsSpan(start, length).ToArray(), await get.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Refusals_have_the_codes_of_the_store()
    {
        await using var lab = await RegionLab.Open();
        using var put = await lab.Caller.Oss("PUT", RegionLab.Bucket, "a", body: Content);
        var etag = put.Headers.ETag!.Tag;
        await Refused(lab, 404, "NoSuchKey", "GET", RegionLab.Bucket, "b");
        await Refused(lab, 404, "NoSuchBucket", "GET", "nobucket", "b");
        await Refused(lab, 416, "InvalidRange", "GET", RegionLab.Bucket, "a", ("Range", "bytes=1000-"));
        await Refused(lab, 412, "PreconditionFailed", "GET", RegionLab.Bucket, "a", ("If-Match", "\"0\""));
        await Refused(lab, 409, "FileAlreadyExists", "PUT", RegionLab.Bucket, "a", ("x-oss-forbid-overwrite", "true"));
        await Refused(lab, 400, "InvalidDigest", "PUT", RegionLab.Bucket, "c", ("Content-MD5", Convert.ToBase64String(new byte[16])));
        await Refused(lab, 409, "BucketNotEmpty", "DELETE", RegionLab.Bucket, "");
        using var unchanged = await lab.Caller.Oss("GET", RegionLab.Bucket, "a", added: [("If-None-Match", etag)]);
        Assert.Equal(304, (int)unchanged.StatusCode);
        using var unsigned = await lab.Caller.Send("GET", $"/{RegionLab.Bucket}/a", []);
        Assert.Equal(403, (int)unsigned.StatusCode);
    }

    [Fact]
    public async Task Deleting_is_done_once_and_succeeds_twice_and_leaves_no_file()
    {
        await using var lab = await RegionLab.Open();
        using var put = await lab.Caller.Oss("PUT", RegionLab.Bucket, "a", body: Content);
        using var first = await lab.Caller.Oss("DELETE", RegionLab.Bucket, "a");
        using var second = await lab.Caller.Oss("DELETE", RegionLab.Bucket, "a");
        Assert.Equal((204, 204), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(lab.Options.Data, "oss", "files")));
    }

    [Fact]
    public async Task Lists_are_paged_and_folded_by_a_delimiter()
    {
        await using var lab = await RegionLab.Open();
        foreach (var key in new[] { "a/1", "a/2", "b", "c/1", "d" })
        {
            using var put = await lab.Caller.Oss("PUT", RegionLab.Bucket, key, body: [1]);
        }

        var keys = new List<string>();
        var token = "";
        do
        {
            using var page = await lab.Caller.Oss(
                "GET", RegionLab.Bucket, query: "list-type=2&delimiter=%2F&max-keys=2" + (token.Length > 0 ? "&continuation-token=" + Uri.EscapeDataString(token) : ""));
            var list = System.Xml.Linq.XElement.Parse(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            keys.AddRange(list.Elements("CommonPrefixes").Select(one => one.Element("Prefix")!.Value));
            keys.AddRange(list.Elements("Contents").Select(one => one.Element("Key")!.Value));
            token = list.Element("NextContinuationToken")?.Value ?? "";
        }
        while (token.Length > 0);
        Assert.Equal(["a/", "b", "c/", "d"], keys);
    }

    private static async Task Refused(RegionLab lab, int status, string code, string method, string bucket, string key, params (string, string)[] headers)
    {
        using var answer = await lab.Caller.Oss(method, bucket, key, body: method == "PUT" ? [1] : null, added: headers);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains($"<Code>{code}</Code>", text, StringComparison.Ordinal);
    }
}
