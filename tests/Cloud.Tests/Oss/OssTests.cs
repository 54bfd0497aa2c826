using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.Cloud.Tests.Calls;

namespace FleetMigrator.Cloud.Tests.Oss;

public sealed class OssTests : IDisposable
{
    private const int PartBytes = 16 * 1024 * 1024;
    private readonly string _path = Path.GetTempFileName();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_small_file_is_one_request()
    {
        var bucket = new FakeBucket();
        using var fake = new FakeCloud(bucket.Answer);
        var bytes = Content(1000);
        await fake.Cloud.Buckets.Upload("cn-beijing", "b", "job/a b+ä.tar", _path, Cancellation);
        Assert.Equal(bytes, bucket.Objects["job/a b+ä.tar"]);
        Assert.Single(fake.Requests);
    }

    [Fact]
    public async Task A_large_file_goes_up_in_parts_and_a_part_that_stumbles_is_sent_again()
    {
        var bucket = new FakeBucket { Stumble = { 2 } };
        using var fake = new FakeCloud(bucket.Answer);
        var bytes = Content((2 * PartBytes) + 5);
        await fake.Cloud.Buckets.Upload("cn-beijing", "b", "k", _path, Cancellation);
        Assert.True(bytes.AsSpan().SequenceEqual(bucket.Objects["k"]));
        Assert.Equal(3, bucket.PartsSent);
    }

    [Fact]
    public async Task A_broken_upload_is_taken_up_again_and_only_what_differs_is_sent()
    {
        var bytes = Content((2 * PartBytes) + 5);
        var bucket = new FakeBucket { Upload = ("k", "earlier"), Parts = { [1] = bytes[..PartBytes], [2] = new byte[PartBytes] } };
        using var fake = new FakeCloud(bucket.Answer);
        await fake.Cloud.Buckets.Upload("cn-beijing", "b", "k", _path, Cancellation);
        Assert.True(bytes.AsSpan().SequenceEqual(bucket.Objects["k"]));
        Assert.Equal(2, bucket.PartsSent);
    }

    [Fact]
    public async Task A_completion_whose_answer_was_lost_counts()
    {
        var bucket = new FakeBucket { LoseCompletion = true };
        using var fake = new FakeCloud(bucket.Answer);
        var bytes = Content(PartBytes + 1);
        await fake.Cloud.Buckets.Upload("cn-beijing", "b", "k", _path, Cancellation);
        Assert.Equal(bytes.Length, bucket.Objects["k"].Length);
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_null()
    {
        using var fake = new FakeCloud(new FakeBucket().Answer);
        Assert.Null(await fake.Cloud.Buckets.Find("cn-beijing", "b", "k", Cancellation));
        Assert.Null(await fake.Cloud.Buckets.Parts("cn-beijing", "b", "k", "u", Cancellation));
    }

    [Fact]
    public void A_presigned_part_is_good_for_its_part_only()
    {
        using var fake = new FakeCloud(new FakeBucket().Answer);
        var address = fake.Cloud.Buckets.PresignPart("cn-beijing", "b", "job/k", "u", 7, TimeSpan.FromHours(1));
        var wire = WireRequest.FromTarget("PUT", address.PathAndQuery, [new("Host", address.Authority)]);
        Assert.True(Oss4Claim.TryRead(wire, out var claim));
        Assert.True(Oss4.Check(wire, OssResource.FromPath(wire.Path), claim, FakeCloud.Key.Secret).Matches);
        var other = wire with { QueryString = wire.QueryString.Replace("partNumber=7", "partNumber=8", StringComparison.Ordinal) };
        Assert.False(Oss4.Check(other, OssResource.FromPath(other.Path), claim, FakeCloud.Key.Secret).Matches);
    }

    [Fact]
    public async Task A_range_is_copied()
    {
        using var fake = new FakeCloud(seen =>
        {
            Assert.Equal("bytes=3-5", seen.Wire.Header("Range"));
            return new(System.Net.HttpStatusCode.PartialContent) { Content = new ByteArrayContent([1, 2, 3]) };
        });
        using var target = new MemoryStream();
        Assert.Equal(3, await fake.Oss.CopyRange("cn-beijing", new("b", "k"), 3, 3, target, Cancellation));
        Assert.Equal([1, 2, 3], target.ToArray());
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000/b/a%20k")]
    [InlineData("http://localhost:9000", "http://localhost:9000/b/a%20k")]
    [InlineData("http://[::1]:9000", "http://[::1]:9000/b/a%20k")]
    [InlineData("https://region.example:8443", "https://b.region.example:8443/a%20k")]
    [InlineData(null, "https://b.oss-cn-beijing.aliyuncs.com/a%20k")]
    public void A_bucket_stands_in_the_host_where_it_can(string? endpoint, string address)
        => Assert.Equal(address, new CloudEndpoints(new CloudOptions { Endpoint = endpoint is null ? null : new(endpoint) }).Oss("cn-beijing", new("b", "a k")));

    public void Dispose() => File.Delete(_path);

    private byte[] Content(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        File.WriteAllBytes(_path, bytes);
        return bytes;
    }
}
