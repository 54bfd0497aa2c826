using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Tests.Signatures;

/// <summary>Published examples and official unit tests: they pin client and region, so that the two cannot share a mistake.</summary>
public sealed class KnownAnswerTests
{
    private static readonly AccessKey AkSk = new("ak", "sk");

    [Fact]
    public void Acs3_matches_the_documented_RunInstances_example()
    {
        var request = new WireRequest("POST", "/", "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
        [
            new("host", "ecs.cn-shanghai.aliyuncs.com"),
            new("x-acs-action", "RunInstances"),
            new("x-acs-version", "2014-05-26"),
            new("x-acs-date", "2023-10-26T10:22:32Z"),
            new("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
            new("x-acs-content-sha256", Acs3.EmptyPayload),
        ]);
        var key = new AccessKey("YourAccessKeyId", "YourAccessKeySecret");

        var canonical = Acs3.CanonicalRequest(request, Acs3.MustSign(request), Acs3.EmptyPayload);
        Assert.Equal("ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259", Acs3.StringToSign(canonical));

        var header = Acs3.Authorize(request, key, Acs3.EmptyPayload);
        Assert.True(Acs3Authorization.TryParse(header, out var authorization));
        Assert.Equal("YourAccessKeyId", authorization.AccessKeyId);
        Assert.Equal("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0", authorization.Signature);
        Assert.True(Acs3.Check(request, authorization, key.Secret, Acs3.EmptyPayload).Matches);
    }

    [Fact]
    public void Rpc1_matches_the_documented_DescribeRegions_example()
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("Action", "DescribeRegions"), new("Format", "XML"), new("AccessKeyId", "testid"), new("SignatureMethod", "HMAC-SHA1"),
            new("SignatureVersion", "1.0"), new("SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"),
            new("Timestamp", "2016-02-23T12:46:24Z"), new("Version", "2014-05-26"), new("Signature", "OLeaidS1JvxuMvnyHOwuJ+uX5qY="),
        ];
        Assert.True(Rpc1.Check("GET", parameters, "testsecret").Matches);
        Assert.False(Rpc1.Check("POST", parameters, "testsecret").Matches);
    }

    [Fact]
    public void Oss1_matches_the_documented_example_with_a_plain_date()
    {
        var request = new WireRequest("PUT", "/oss-example/nelson", "",
        [
            new("Content-MD5", "ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM="), new("Content-Type", "text/html"),
            new("Date", "Thu, 17 Nov 2005 18:49:58 GMT"), new("X-OSS-Meta-Author", "foo@bar.com"), new("X-OSS-Magic", "abracadabra"),
        ]);
        var key = new AccessKey("44CF9590006BF252F707", "OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV");
        Assert.Equal("OSS 44CF9590006BF252F707:26NBxoKdsyly4EDv6inkoDft/yA=", Oss1.Authorize(request, OssResource.FromPath(request.Path), key));
    }

    [Fact]
    public void Oss1_matches_the_official_unit_test_with_x_oss_date()
    {
        var request = new WireRequest("PUT", "/nelson", "",
        [
            new("Content-MD5", "eB5eJF1ptWaXm4bijSPyxw=="), new("Content-Type", "text/html"), new("x-oss-date", "Wed, 28 Dec 2022 10:27:41 GMT"),
            new("x-oss-meta-author", "alice"), new("x-oss-meta-magic", "abracadabra"),
        ]);
        Assert.Equal("OSS ak:kSHKmLxlyEAKtZPkJhG9bZb5k7M=", Oss1.Authorize(request, OssResource.FromHost("examplebucket", request.Path), AkSk));
    }

    [Fact]
    public void Oss4_matches_the_official_unit_test_of_the_header_form()
    {
        var header = Oss4.Authorize(Oss4Request("20231216T162057Z"), Oss4Resource, AkSk, "cn-hangzhou", At("20231216T162057Z"));
        Assert.Equal(
            "OSS4-HMAC-SHA256 Credential=ak/20231216/cn-hangzhou/oss/aliyun_v4_request,Signature=e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe",
            header);
    }

    [Fact]
    public void Oss4_matches_the_official_unit_test_with_additional_headers()
    {
        var request = Oss4Request("20231216T172512Z");
        var header = Oss4.Authorize(request, Oss4Resource, AkSk, "cn-hangzhou", At("20231216T172512Z"), ["ZAbc", "abc"]);
        Assert.Equal(
            "OSS4-HMAC-SHA256 Credential=ak/20231216/cn-hangzhou/oss/aliyun_v4_request,AdditionalHeaders=abc;zabc,"
            + "Signature=4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f",
            header);

        var received = request with { Headers = [.. request.Headers, new("Authorization", header)] };
        Assert.True(Oss4Claim.TryRead(received, out var claim));
        Assert.True(Oss4.Check(received, Oss4Resource, claim, "sk").Matches);
    }

    [Fact]
    public void Oss4_matches_the_official_unit_test_of_a_presigned_address()
    {
        var request = Oss4Request("20231217T025437Z") with
        {
            Headers = [.. Oss4Heads, new("content-type", "application/octet-stream")],
        };
        var pairs = Oss4.Presign(request, Oss4Resource, AkSk, "cn-hangzhou", At("20231217T025437Z"), TimeSpan.FromSeconds(599));
        Assert.Equal("a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe", pairs[^1].Value);
    }

    private static readonly OssResource Oss4Resource = new("bucket", "1234+-/123/1.txt");

    private static readonly KeyValuePair<string, string>[] Oss4Heads =
        [new("x-oss-head1", "value"), new("abc", "value"), new("ZAbc", "value"), new("XYZ", "value")];

    private static WireRequest Oss4Request(string date) => new("PUT", Oss4Resource.HostStyle,
        "param1=value1&%2Bparam1=value3&%7Cparam1=value4&%2Bparam2&%7Cparam2&param2",
        [.. Oss4Heads, new("content-type", "text/plain"), new("x-oss-content-sha256", "UNSIGNED-PAYLOAD"), new("x-oss-date", date)]);

    private static DateTimeOffset At(string text) => WireTime.TryParse(text, out var at) ? at : throw new FormatException(text);
}
