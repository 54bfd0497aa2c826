using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Tests.Signatures;

/// <summary>A server finds what was changed on the way.</summary>
public sealed class VerificationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessKey Key = new("id", "secret");

    [Fact]
    public void An_unsigned_x_acs_header_makes_an_acs3_signature_worthless()
    {
        var request = new WireRequest("POST", "/", "A=1", [new("host", "h"), new("x-acs-action", "A")]);
        Assert.True(Acs3Authorization.TryParse(Acs3.Authorize(request, Key, Acs3.EmptyPayload), out var authorization));
        var widened = request with { Headers = [.. request.Headers, new("x-acs-security-token", "t")] };
        Assert.False(Acs3.Check(widened, authorization, Key.Secret, Acs3.EmptyPayload).Matches);
    }

    [Fact]
    public void A_presigned_address_survives_the_wire_and_not_a_change_of_its_part_number()
    {
        var resource = new OssResource("transit", "job 1/disk+ä.qcow2");
        var request = new WireRequest("PUT", resource.PathStyle, "partNumber=3&uploadId=U", []);
        var added = Query.Write(Oss4.Presign(request, resource, Key, "cn-beijing", Now, TimeSpan.FromHours(1)));

        var received = WireRequest.FromTarget("PUT", $"http://127.0.0.1:9000{resource.PathStyle}?partNumber=3&uploadId=U&{added}", [new("Host", "127.0.0.1:9000")]);
        Assert.True(Oss4Claim.TryRead(received, out var claim));
        Assert.Equal(TimeSpan.FromHours(1), claim.Validity);
        Assert.True(Oss4.Check(received, OssResource.FromPath(received.Path), claim, Key.Secret).Matches);

        var forged = received with { QueryString = received.QueryString.Replace("partNumber=3", "partNumber=4", StringComparison.Ordinal) };
        Assert.False(Oss4.Check(forged, OssResource.FromPath(forged.Path), claim, Key.Secret).Matches);
    }

    [Fact]
    public void A_version_1_address_is_verified_from_its_query()
    {
        var resource = new OssResource("b", "k");
        var request = new WireRequest("GET", "/b/k", "", []);
        var received = request with { QueryString = Query.Write(Oss1.Presign(request, resource, Key, Now)) };
        Assert.True(Oss1Claim.TryRead(received, out var claim));
        Assert.Equal(Now, claim.Expires);
        Assert.True(Oss1.Check(received, resource, claim, Key.Secret).Matches);
        Assert.False(Oss1.Check(received with { Method = "DELETE" }, resource, claim, Key.Secret).Matches);
    }

    [Fact]
    public void A_query_name_signs_alike_with_and_without_its_equals_sign()
    {
        var bare = new WireRequest("POST", "/b/k", "uploads", []);
        var equals = bare with { QueryString = "uploads=" };
        var resource = new OssResource("b", "k");
        Assert.Equal(Oss4.CanonicalRequest(bare, resource, []), Oss4.CanonicalRequest(equals, resource, []));
        Assert.Equal(Oss1.StringToSign(bare, resource, "d"), Oss1.StringToSign(equals, resource, "d"));
    }

    [Theory]
    [InlineData("/", "", "")]
    [InlineData("//", "", "")]
    [InlineData("///", "", "")]
    [InlineData("/bucket", "bucket", "")]
    [InlineData("/bucket/", "bucket", "")]
    [InlineData("/bucket/a%2Fb/c%2Bd+e", "bucket", "a/b/c+d+e")]
    public void A_path_is_split_into_bucket_and_key(string path, string bucket, string key)
        => Assert.Equal(new OssResource(bucket, key), OssResource.FromPath(path));
}
