using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using FleetMigrator.Cloud.Protocol.Checksums;

namespace FleetMigrator.LocalRegion.Tests.Oss;

public sealed class MultipartTests
{
    private const int PartBytes = 100 * 1024;

    [Fact]
    public async Task Parts_by_presigned_addresses_become_one_object()
    {
        await using var lab = await RegionLab.Open();
        var upload = await Begin(lab);
        var parts = new[] { RandomNumberGenerator.GetBytes(PartBytes), RandomNumberGenerator.GetBytes(PartBytes + 1), RandomNumberGenerator.GetBytes(17) };
        var tags = new List<string>();
        for (var at = 0; at < parts.Length; at++)
        {
            var address = lab.Caller.Presign("PUT", RegionLab.Bucket, "big", TimeSpan.FromMinutes(5), $"partNumber={at + 1}&uploadId={upload}");
            using var put = await lab.Caller.Send("PUT", address, [], parts[at]);
            Assert.Equal(200, (int)put.StatusCode);
            tags.Add(put.Headers.ETag!.Tag);
        }

        await lab.Restart();
        using var listed = await lab.Caller.Oss("GET", RegionLab.Bucket, "big", $"uploadId={upload}");
        Assert.Equal(3, XElement.Parse(await Text(listed)).Elements("Part").Count());
        using var completed = await Complete(lab, upload, [.. tags.Select((tag, at) => (at + 1, tag))]);
        Assert.Equal(200, (int)completed.StatusCode);

        byte[] whole = [.. parts.SelectMany(part => part)];
        using var get = await lab.Caller.Oss("GET", RegionLab.Bucket, "big");
        Assert.Equal(whole, await get.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Crc64Ecma.Of(whole).ToString(CultureInfo.InvariantCulture), get.Headers.GetValues("x-oss-hash-crc64ecma").Single());
        using var middle = await lab.Caller.Oss("GET", RegionLab.Bucket, "big", added: [("Range", $"bytes={PartBytes - 5}-{PartBytes + 4}")]);
        Assert.Equal(whole.AsSpan(PartBytes - 5, 10).ToArray(), await middle.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Empty(lab.State.Uploads.All);
        Assert.Empty(lab.State.Parts.All);
    }

    [Fact]
    public async Task Wrong_order_small_parts_and_unknown_parts_are_refused()
    {
        await using var lab = await RegionLab.Open();
        var upload = await Begin(lab);
        var first = await Put(lab, upload, 1, new byte[10]);
        var second = await Put(lab, upload, 2, new byte[PartBytes]);
        await Refused("InvalidPartOrder", [(2, second), (1, first)]);
        await Refused("EntityTooSmall", [(1, first), (2, second)]);
        await Refused("InvalidPart", [(1, first), (3, second)]);
        await Refused("InvalidPart", [(1, second)]);

        async Task Refused(string code, IReadOnlyList<(int, string)> parts)
        {
            using var answer = await Complete(lab, upload, parts);
            Assert.Equal(400, (int)answer.StatusCode);
            Assert.Contains($"<Code>{code}</Code>", await Text(answer), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_aborted_upload_is_unknown_and_leaves_no_file()
    {
        await using var lab = await RegionLab.Open();
        var upload = await Begin(lab);
        await Put(lab, upload, 1, new byte[PartBytes]);
        using var listed = await lab.Caller.Oss("GET", RegionLab.Bucket, query: "uploads&prefix=bi");
        Assert.Contains(upload, await Text(listed), StringComparison.Ordinal);
        using var abort = await lab.Caller.Oss("DELETE", RegionLab.Bucket, "big", $"uploadId={upload}");
        Assert.Equal(204, (int)abort.StatusCode);
        using var late = await lab.Caller.Oss("PUT", RegionLab.Bucket, "big", $"partNumber=2&uploadId={upload}", [1]);
        Assert.Equal(404, (int)late.StatusCode);
        Assert.Contains("NoSuchUpload", await Text(late), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(lab.Options.Data, "oss", "files")));
    }

    private static async Task<string> Begin(RegionLab lab)
    {
        using var answer = await lab.Caller.Oss("POST", RegionLab.Bucket, "big", "uploads");
        return XElement.Parse(await Text(answer)).Element("UploadId")!.Value;
    }

    private static async Task<string> Put(RegionLab lab, string upload, int number, byte[] bytes)
    {
        using var answer = await lab.Caller.Oss("PUT", RegionLab.Bucket, "big", $"partNumber={number}&uploadId={upload}", bytes);
        return answer.Headers.ETag!.Tag;
    }

    private static Task<HttpResponseMessage> Complete(RegionLab lab, string upload, IReadOnlyList<(int Number, string Tag)> parts)
    {
        var xml = new XElement("CompleteMultipartUpload", parts.Select(part => new XElement("Part", new XElement("PartNumber", part.Number), new XElement("ETag", part.Tag))));
        return lab.Caller.Oss("POST", RegionLab.Bucket, "big", $"uploadId={upload}", Encoding.UTF8.GetBytes(xml.ToString()));
    }

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
